using System.Text.Json;

namespace DevChat.LocalHost.Parts;

/// <summary>Fills a folder with the npm packages that the lock file names.</summary>
internal static class PackageInstallation
{
    public static readonly IReadOnlyList<string> Manifest = ["package.json", "package-lock.json"];

    /// <param name="packages">Where to; what is there is deleted first.</param>
    /// <exception cref="PartsException">npm failed; the message says how.</exception>
    public static async Task RunAsync(NodePackages packages, NodeRuntime node, CancellationToken ct)
    {
        MakeFolder(packages.Folder);
        await RunNpmAsync(packages.Folder, node, ct);
        if (packages.PostgresPackage is { } postgres)
        {
            LinkLibraries(postgres);
            OpenToEveryone(packages, postgres);
        }
    }

    private static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        foreach (var file in Manifest)
        {
            File.Copy(PartsFolder.At(file), Path.Combine(folder, file));
        }
    }

    // No package's script runs here: the one that matters, PostgreSQL's, does what LinkLibraries does.
    private static async Task RunNpmAsync(string folder, NodeRuntime node, CancellationToken ct)
    {
        string[] arguments =
        [
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ];
        var run = await ProgramRun.OfAsync(node.Npm, folder, ct, arguments);
        if (run is not { ExitCode: 0 })
        {
            throw new PartsException(
                $"npm could not install PostgreSQL and Azurite ({run?.Complaint ?? "npm did not start"}): "
                    + "check the network and npm's registry setting, then start again."
            );
        }
    }

    // npm packages hold no symbolic links; this one lists those that its libraries need.
    private static void LinkLibraries(string postgres)
    {
        var list = Path.Combine(postgres, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        using var links = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var source = Path.GetFileName(link.GetProperty("source").GetString()!);
            var target = Path.Combine(postgres, link.GetProperty("target").GetString()!);
            File.Delete(target);
            File.CreateSymbolicLink(target, source);
        }
    }

    // Under a strict umask root's files would be closed to the user who runs PostgreSQL for root.
    private static void OpenToEveryone(NodePackages packages, string postgres)
    {
        if (UnprivilegedUser.ForThisProcess() is null)
        {
            return;
        }

        UnixAccess.Open([.. packages.WayToPostgres, postgres]);
        UnixAccess.Open(Directory.GetFileSystemEntries(postgres, "*", SearchOption.AllDirectories));
    }
}
