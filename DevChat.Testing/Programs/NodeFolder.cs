using DevChat.LocalHost.Servers;

namespace DevChat.Testing.Programs;

/// <summary>A folder of the tests' output with a package.json and its lock file; the packages are installed at first use.</summary>
/// <param name="Name">The folder, seen from the output folder.</param>
public sealed record NodeFolder(string Name)
{
    private string Folder => System.IO.Path.Combine(AppContext.BaseDirectory, Name);

    private string Lock => System.IO.Path.Combine(Folder, "package-lock.json");

    /// <summary>The lock file as it was when its packages were installed.</summary>
    private string Installed => System.IO.Path.Combine(Folder, "node_modules", "installed.json");

    /// <summary>Runs a script of the folder or of a package in it.</summary>
    public async Task<ProgramRun> RunAsync(params string[] arguments)
    {
        var node = await InstallAtFirstUseAsync();
        return await RunAsync(node.Node, arguments);
    }

    /// <summary>Where a file of one of its packages is.</summary>
    public async Task<string> FindAsync(string path)
    {
        await InstallAtFirstUseAsync();
        return System.IO.Path.Combine(Folder, path);
    }

    private async Task<NodeRuntime> InstallAtFirstUseAsync()
    {
        var search = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        var node = await NodeRuntime.FindAsync(search, Soon.Token);
        var path = System.IO.Path.Combine(Folder, "install.lock");
        await using var held = await FileLock.TakeAsync(path, () => { }, Soon.Token);
        if (!await IsInstalledAsync())
        {
            await InstallAsync(node);
        }

        return node;
    }

    private async Task<bool> IsInstalledAsync() =>
        File.Exists(Installed)
        && await File.ReadAllTextAsync(Installed) == await File.ReadAllTextAsync(Lock);

    private async Task InstallAsync(NodeRuntime node)
    {
        var run = await RunAsync(node.Npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        Assert.True(run.ExitCode == 0, run.Errors);
        File.Copy(Lock, Installed);
    }

    private async Task<ProgramRun> RunAsync(string program, params string[] arguments) =>
        await ProgramRun.OfAsync(program, Folder, Soon.Token, arguments)
        ?? throw new InvalidOperationException($"{program} did not start.");
}
