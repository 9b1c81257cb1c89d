using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace DevChat.LocalHost.Parts;

/// <summary>
/// PostgreSQL and Azurite as npm packages, installed once per user of the machine and per lock file.
/// </summary>
/// <param name="Folder">Full path of <c>node_modules</c>.</param>
internal sealed record NodePackages(string Folder)
{
    private const int KeyLength = 12;
    private static readonly string[] Manifest = ["package.json", "package-lock.json"];

    public string Azurite => Path.Combine(Folder, "azurite", "dist", "src", "azurite.js");

    /// <summary>The full path of a PostgreSQL program: <c>postgres</c> or <c>initdb</c>.</summary>
    /// <exception cref="PartsException">There are no binaries for this kind of machine.</exception>
    public string Postgres(string program)
    {
        var file = OperatingSystem.IsWindows() ? $"{program}.exe" : program;
        return PostgresPackage() is { } package
            ? Path.Combine(package, "native", "bin", file)
            : throw new PartsException(
                $"There is no embedded PostgreSQL for {RuntimeInformation.RuntimeIdentifier}: "
                    + "name a PostgreSQL server of your own by connection string."
            );
    }

    /// <summary>Installs what is not there yet, about 400 MB.</summary>
    /// <exception cref="PartsException">npm failed, or there is nowhere to install to.</exception>
    public static async Task<NodePackages> EnsureAsync(PartsContext context, CancellationToken ct)
    {
        var folder = Path.Combine(CacheFolder(), Key());
        if (!Directory.Exists(folder))
        {
            await InstallAsync(folder, context, ct);
        }

        return new NodePackages(Path.Combine(folder, "node_modules"));
    }

    private static async Task InstallAsync(
        string folder,
        PartsContext context,
        CancellationToken ct
    )
    {
        var cache = Path.GetDirectoryName(folder)!;
        CreateCache(cache);
        await using var held = await FileLock.TakeAsync(
            Path.Combine(cache, "lock"),
            () =>
                context.Progress("Another LocalHost is installing PostgreSQL and Azurite; waiting"),
            ct
        );
        if (Directory.Exists(folder))
        {
            return;
        }

        var started = context.Time.GetTimestamp();
        context.Progress($"Installing PostgreSQL and Azurite to {folder} (once, about 400 MB)");
        await InstallAsync($"{folder}.new", folder, context.Node, ct);
        context.Progress($"Installed in {context.Time.GetElapsedTime(started).TotalSeconds:0} s");
    }

    // A folder of this name is whole: it gets the name last.
    private static async Task InstallAsync(
        string unfinished,
        string folder,
        NodeRuntime node,
        CancellationToken ct
    )
    {
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        Directory.CreateDirectory(unfinished);
        foreach (var file in Manifest)
        {
            File.Copy(Source(file), Path.Combine(unfinished, file));
        }

        await RunNpmAsync(unfinished, node, ct);
        PreparePostgres(new NodePackages(Path.Combine(unfinished, "node_modules")));
        Directory.Move(unfinished, folder);
    }

    // No package's script runs here: the one that matters, PostgreSQL's, is PreparePostgres.
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

    private static void PreparePostgres(NodePackages packages)
    {
        if (packages.PostgresPackage() is { } package)
        {
            LinkLibraries(package);
            OpenToEveryone(package);
        }
    }

    // npm packages hold no symbolic links; this one lists what its libraries need.
    private static void LinkLibraries(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        foreach (
            var link in JsonDocument.Parse(File.ReadAllText(list)).RootElement.EnumerateArray()
        )
        {
            var source = Path.GetFileName(link.GetProperty("source").GetString()!);
            var target = Path.Combine(package, link.GetProperty("target").GetString()!);
            File.Delete(target);
            File.CreateSymbolicLink(target, source);
        }
    }

    // Under a strict umask root's files would be closed to the user who runs PostgreSQL for root.
    private static void OpenToEveryone(string package)
    {
        if (UnprivilegedUser.ForThisProcess() is null)
        {
            return;
        }

        var scope = Path.GetDirectoryName(package)!;
        var modules = Path.GetDirectoryName(scope)!;
        UnixAccess.Open(Path.GetDirectoryName(modules)!, modules, scope, package);
        UnixAccess.Open(Directory.GetFileSystemEntries(package, "*", SearchOption.AllDirectories));
    }

    private static void CreateCache(string cache)
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
            throw new PartsException(
                $"PostgreSQL and Azurite cannot be installed to {cache} ({error.Message}): make it writable.",
                error
            );
        }
    }

    private string? PostgresPackage()
    {
        var scope = Path.Combine(Folder, "@embedded-postgres");
        return Directory.Exists(scope)
            ? Directory.EnumerateDirectories(scope).FirstOrDefault()
            : null;
    }

    // Root's must be reachable for the user who runs PostgreSQL, and root's home is not.
    private static string CacheFolder() =>
        UnprivilegedUser.ForThisProcess() is null
            ? Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData,
                    Environment.SpecialFolderOption.DoNotVerify
                ),
                "devchat"
            )
            : "/var/cache/devchat";

    private static string Key()
    {
        var manifest = Manifest.SelectMany(file => File.ReadAllBytes(Source(file))).ToArray();
        return Convert.ToHexStringLower(SHA256.HashData(manifest))[..KeyLength];
    }

    private static string Source(string file) => PartsFolder.At(file);
}
