using System.Net.Sockets;

namespace DevChat.Tests.Http;

/// <summary>A request as it is written here, for what no HTTP client library sends.</summary>
internal static class RawHttp
{
    /// <summary>The answer as it comes over the wire, until the server closes the connection.</summary>
    public static async Task<string> AskAsync(Uri server, params string[] lines)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server.Host, server.Port);
        await using var stream = tcp.GetStream();
        string[] head = [.. lines, $"Host: {server.Authority}", "Connection: close", "", ""];
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(string.Join("\r\n", head)));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
