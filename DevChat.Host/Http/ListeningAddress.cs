namespace DevChat.Host.Http;

/// <summary>Turns what a server says it listens on into an address that a client can use.</summary>
internal static class ListeningAddress
{
    public static Uri Of(string url) =>
        new(
            url.Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal)
                .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
        );
}
