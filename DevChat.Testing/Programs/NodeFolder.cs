using DevChat.LocalHost.Servers;

namespace DevChat.Testing.Programs;

/// <summary>A folder of the tests' output with a package.json and its lock file; the packages are installed at first use.</summary>
/// <param name="Name">The folder, seen from the output folder.</param>
public sealed record NodeFolder(string Name)
{
    private NpmFolder Npm => new(System.IO.Path.Combine(AppContext.BaseDirectory, Name));

    /// <summary>Runs a script of the folder or of a package in it.</summary>
    public async Task<ProgramRun> RunAsync(params string[] arguments)
    {
        var node = await InstallAtFirstUseAsync();
        return await ProgramRun.OfAsync(node.Node, Npm.Folder, Soon.Token, arguments)
            ?? throw new InvalidOperationException($"{node.Node} did not start.");
    }

    /// <summary>Where a file of one of its packages is.</summary>
    public async Task<string> FindAsync(string path)
    {
        await InstallAtFirstUseAsync();
        return System.IO.Path.Combine(Npm.Folder, path);
    }

    private async Task<NodeRuntime> InstallAtFirstUseAsync()
    {
        var search = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        var node = await NodeRuntime.FindAsync(search, Soon.Token);
        await using var taken = await Npm.TakeAsync(() => { }, Soon.Token);
        if (!await Npm.IsInstalledAsync(Soon.Token))
        {
            var run = await Npm.InstallAsync(node, Soon.Token);
            Assert.True(run is { ExitCode: 0 }, run?.Errors);
        }

        return node;
    }
}
