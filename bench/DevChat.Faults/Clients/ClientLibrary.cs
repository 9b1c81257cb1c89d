using DevChat.LocalHost.Servers;
using DevChat.Testing.Files;
using DevChat.Testing.Programs;

namespace DevChat.Faults.Clients;

/// <summary>The client library in web/client, as it is shipped.</summary>
internal static class ClientLibrary
{
    /// <summary>Builds it.</summary>
    /// <returns>The path of the module.</returns>
    public static async Task<string> BuildAsync()
    {
        var web = new NodeFolder(Path.Combine(Repository.Root, "web"));
        var run = await web.RunAsync(
            "node_modules/typescript/bin/tsc",
            "--project",
            "client/tsconfig.build.json"
        );
        return run.ExitCode == 0
            ? await web.FindAsync("client/dist/index.js")
            : throw new ServerStartException($"The client library does not build: {run.Output}");
    }
}
