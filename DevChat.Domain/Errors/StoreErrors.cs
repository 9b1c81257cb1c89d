namespace DevChat.Domain.Errors;

public static class StoreErrors
{
    public static readonly Error Unavailable = new(
        "store_unavailable",
        ErrorKind.Unavailable,
        "A store that this request needs cannot be reached. Try again."
    )
    {
        RetryAfter = TimeSpan.FromSeconds(2),
    };

    /// <summary>Other changes of the same rows came first, several times over. No store is away.</summary>
    public static readonly Error Contended = new(
        "store_contended",
        ErrorKind.Unavailable,
        "Too many requests change the same thing at this moment. Nothing was changed; try again."
    )
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };
}
