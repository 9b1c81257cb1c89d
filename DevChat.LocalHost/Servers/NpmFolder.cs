namespace DevChat.LocalHost.Servers;

/// <summary>
/// A folder with a package.json and its lock file. Its packages are installed at first use, and again when the lock file has
/// changed. A process takes the folder first, so that no other one installs or builds there meanwhile.
/// </summary>
/// <param name="Folder">The full path.</param>
public sealed record NpmFolder(string Folder)
{
    private string Lock => Path.Combine(Folder, "package-lock.json");

    /// <summary>The lock file as it was when its packages were installed.</summary>
    private string Installed => Path.Combine(Folder, "node_modules", "installed.json");

    /// <summary>Waits until no other process has the folder. Disposing the result gives it back.</summary>
    /// <param name="waiting">Called once if another process has it.</param>
    public Task<FileStream> TakeAsync(Action waiting, CancellationToken cancellationToken) =>
        FileLock.TakeAsync(Path.Combine(Folder, "install.lock"), waiting, cancellationToken);

    public async Task<bool> IsInstalledAsync(CancellationToken cancellationToken) =>
        File.Exists(Installed)
        && await File.ReadAllTextAsync(Installed, cancellationToken)
            == await File.ReadAllTextAsync(Lock, cancellationToken);

    /// <summary>Installs the packages without their scripts. Call it while the folder is taken.</summary>
    /// <returns>The run of npm, whose exit code may be another than 0. Null if npm did not start.</returns>
    public async Task<ProgramRun?> InstallAsync(
        NodeRuntime node,
        CancellationToken cancellationToken
    )
    {
        var run = await ProgramRun.OfAsync(
            node.Npm,
            Folder,
            cancellationToken,
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund"
        );
        if (run is { ExitCode: 0 })
        {
            File.Copy(Lock, Installed);
        }

        return run;
    }
}
