using System.Text.Json;
using DevChat.LocalHost.Parts;
using DevChat.Tests.LocalHost;

namespace DevChat.Tests.Clients;

/// <summary>chat.mjs with its npm packages, which are installed beside the tests' own output at first use.</summary>
public sealed class NodeClient : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Clients");

    private NodeRuntime? _node;

    /// <summary>The lock file as it was when its packages were installed.</summary>
    private static string Installed => Path.Combine(Folder, "node_modules", "installed.json");

    private static string Lock => Path.Combine(Folder, "package-lock.json");

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        _node = await NodeRuntime.FindAsync(path, Soon.Token);
        if (!File.Exists(Installed) || await TextAsync(Installed) != await TextAsync(Lock))
        {
            await RunAsync(_node.Npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            File.Copy(Lock, Installed);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Has two new users chat with the app at <paramref name="address"/>.</summary>
    /// <param name="address">Where the app listens.</param>
    /// <param name="transport">As SignalR names it.</param>
    public async Task<JsonElement> ChatAsync(Uri address, string transport) =>
        JsonElement.Parse(
            await RunAsync(
                _node!.Node,
                Path.Combine(Folder, "chat.mjs"),
                address.ToString(),
                transport
            )
        );

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var run = await ProgramRun.OfAsync(program, Folder, Soon.Token, arguments);
        Assert.NotNull(run);
        Assert.True(run.ExitCode == 0, run.Errors);
        return run.Output;
    }

    private static Task<string> TextAsync(string file) => File.ReadAllTextAsync(file, Soon.Token);
}
