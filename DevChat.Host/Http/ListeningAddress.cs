namespace DevChat.Host.Http;

/// <summary>Turns the address that a server listens on into one that a client can use.</summary>
internal static class ListeningAddress
{
    public static Uri Of(string url) =>
        new(
            url.Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal)
                .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
        );
}
