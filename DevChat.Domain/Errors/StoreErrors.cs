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

    /// <summary>Other requests changed the same rows first, several times in a row. The stores are available.</summary>
    public static readonly Error Contended = new(
        "store_contended",
        ErrorKind.Unavailable,
        "Too many requests are changing the same data at this moment. Nothing was changed; try again."
    )
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };
}
