using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace DevChat.LocalHost.Parts;

/// <summary>Garnet, a server that speaks Redis's protocol. What it holds is gone when it stops.</summary>
public sealed class RedisPart : EmbeddedPart
{
    private string _server = string.Empty;

    internal RedisPart(PartsContext context)
        : base("Redis (Garnet)", "redis", context) { }

    /// <summary>For StackExchange.Redis.</summary>
    public string ConnectionString => $"127.0.0.1:{Port},password={Context.Data.Secret}";

    private string ConfigFile => Context.Data.At("run", "garnet.conf");

    private protected override async Task PrepareAsync(CancellationToken ct) =>
        _server = await GarnetTool.FindAsync(Context.Progress, ct);

    private protected override PartCommand Command(string log)
    {
        WriteConfig();
        return new PartCommand
        {
            Command = DotnetHost.Path,
            Arguments = ["exec", _server, "--config-import-path", ConfigFile],
            WorkingDirectory = Context.Data.Path,
            Log = log,
            Environment = new Dictionary<string, string>
            {
                // A heap per core would be for a server that has the machine to itself.
                ["DOTNET_gcServer"] = "0",
                ["DOTNET_ROLL_FORWARD"] = "Major",
                // Its sockets stay behind in the temporary folder.
                ["DOTNET_EnableDiagnostics"] = "0",
            },
        };
    }

    private protected override async Task<bool> AnswersAsync(CancellationToken ct)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, ct);
        await using var stream = client.GetStream();
        var secret = Context.Data.Secret;
        var request = $"*2\r\n$4\r\nAUTH\r\n${secret.Length}\r\n{secret}\r\n*1\r\n$4\r\nPING\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), ct);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadLineAsync(ct) == "+OK" && await reader.ReadLineAsync(ct) == "+PONG";
    }

    // In a file and not in the arguments, which every user of the machine can list.
    private void WriteConfig() =>
        PrivateFile.Write(
            ConfigFile,
            JsonSerializer.Serialize(
                new
                {
                    Address = "127.0.0.1",
                    Port,
                    AuthenticationMode = "Password",
                    Password = Context.Data.Secret,
                    EnableLua = true,
                    LogMemorySize = "64m",
                    PageSize = "1m",
                    IndexMemorySize = "1m",
                }
            )
        );
}
