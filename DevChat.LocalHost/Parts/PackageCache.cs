using System.Security.Cryptography;

namespace DevChat.LocalHost.Parts;

/// <summary>
/// Where npm packages are installed: once per user of the machine and per lock file, for all data directories.
/// </summary>
internal static class PackageCache
{
    private const int KeyLength = 12;

    /// <summary>Finds the packages, and installs them, about 400 MB, when they are not there yet.</summary>
    /// <exception cref="PartsException">npm failed, or there is nowhere to install to.</exception>
    public static async Task<NodePackages> EnsureAsync(PartsContext context, CancellationToken ct)
    {
        var cache = Folder();
        var packages = new NodePackages(Path.Combine(cache, Key()));
        if (!Directory.Exists(packages.Folder))
        {
            Make(cache);
            await InstallOnceAsync(cache, packages, context, ct);
        }

        return packages;
    }

    private static async Task InstallOnceAsync(
        string cache,
        NodePackages packages,
        PartsContext context,
        CancellationToken ct
    )
    {
        await using var held = await FileLock.TakeAsync(
            Path.Combine(cache, "lock"),
            () => context.Progress("Waiting for another LocalHost to install PostgreSQL"),
            ct
        );
        if (!Directory.Exists(packages.Folder))
        {
            await InstallAsync(packages, context, ct);
        }
    }

    private static async Task InstallAsync(
        NodePackages packages,
        PartsContext context,
        CancellationToken ct
    )
    {
        var started = context.Time.GetTimestamp();
        context.Progress($"Installing PostgreSQL and Azurite to {packages.Folder} (once, 400 MB)");
        var unfinished = new NodePackages($"{packages.Folder}.new");
        await PackageInstallation.RunAsync(unfinished, context.Node, ct);
        // A folder of this name is whole: it gets the name last.
        Directory.Move(unfinished.Folder, packages.Folder);
        context.Progress($"Installed in {context.Time.GetElapsedTime(started).TotalSeconds:0} s");
    }

    // Root's must be reachable for the user who runs PostgreSQL, and root's home is not.
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
            throw new PartsException(
                $"PostgreSQL and Azurite cannot be installed to {cache} ({error.Message}): make it writable.",
                error
            );
        }
    }

    private static string Key()
    {
        var manifest = PackageInstallation.Manifest.SelectMany(file =>
            File.ReadAllBytes(PartsFolder.At(file))
        );
        return Convert.ToHexStringLower(SHA256.HashData([.. manifest]))[..KeyLength];
    }
}
