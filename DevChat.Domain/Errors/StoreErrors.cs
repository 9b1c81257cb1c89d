namespace DevChat.Domain.Errors;

public static class StoreErrors
{
    public static readonly Error Unavailable = new(
        "store_unavailable",
        ErrorKind.Unavailable,
        "A store that this request needs cannot be reached. Nothing was changed; try again."
    )
    {
        RetryAfter = TimeSpan.FromSeconds(2),
    };
}
