using System.Text.Json;

namespace DevChat.LocalHost.Parts;

/// <summary>Garnet as a local .NET tool, in the version that <c>.config/dotnet-tools.json</c> names.</summary>
internal static class GarnetTool
{
    private const string Tool = "garnet-server";
    private static readonly string Manifest = Path.Combine(".config", "dotnet-tools.json");

    /// <summary>The full path of the server's assembly; restores the tools when it is not there.</summary>
    /// <exception cref="PartsException">No manifest names it, or it could not be restored.</exception>
    public static async Task<string> FindAsync(Action<string> progress, CancellationToken ct)
    {
        var folder = ManifestFolder();
        var version = Version(folder)!;
        if (Find(UsualPackagesFolder(), version) is { } found)
        {
            return found;
        }

        if (await FindWhereNuGetSaysAsync(folder, version, ct) is { } configured)
        {
            return configured;
        }

        progress("Restoring the .NET tools (Garnet)");
        await RestoreAsync(folder, ct);
        return await FindWhereNuGetSaysAsync(folder, version, ct)
            ?? throw new PartsException(
                $"'dotnet tool restore' in {folder} did not bring {Tool} {version}: "
                    + "run it by hand and see what it says."
            );
    }

    private static string ManifestFolder() =>
        WithParents(Directory.GetCurrentDirectory())
            .Concat(WithParents(AppContext.BaseDirectory))
            .FirstOrDefault(folder => Version(folder) is not null)
        ?? throw new PartsException(
            $"No {Manifest} that names {Tool} in or above the working folder: start from the repository."
        );

    private static IEnumerable<string> WithParents(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }

    private static string? Version(string folder)
    {
        var file = Path.Combine(folder, Manifest);
        if (!File.Exists(file))
        {
            return null;
        }

        using var manifest = JsonDocument.Parse(File.ReadAllText(file));
        return
            manifest.RootElement.TryGetProperty("tools", out var tools)
            && tools.TryGetProperty(Tool, out var tool)
            ? tool.GetProperty("version").GetString()
            : null;
    }

    // Asking NuGet costs a quarter of a second, and nearly everyone's packages lie here.
    private static string UsualPackagesFolder() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            ".nuget",
            "packages"
        );

    private static string? Find(string packages, string version)
    {
        var tools = Path.Combine(packages, Tool, version, "tools");
        // One folder per framework, the newest last.
        return Directory.Exists(tools)
            ? Directory
                .EnumerateDirectories(tools)
                .Order(StringComparer.Ordinal)
                .Select(framework => Path.Combine(framework, "any", "GarnetServer.dll"))
                .LastOrDefault(File.Exists)
            : null;
    }

    private static async Task<string?> FindWhereNuGetSaysAsync(
        string folder,
        string version,
        CancellationToken ct
    )
    {
        string[] arguments = ["nuget", "locals", "global-packages", "--list"];
        var run = await ProgramRun.OfAsync(DotnetHost.Path, folder, ct, arguments);
        var packages = run?.Output.Split(':', 2).Last().Trim();
        return string.IsNullOrEmpty(packages) ? null : Find(packages, version);
    }

    private static async Task RestoreAsync(string folder, CancellationToken ct)
    {
        var run = await ProgramRun.OfAsync(DotnetHost.Path, folder, ct, "tool", "restore");
        if (run is not { ExitCode: 0 })
        {
            throw new PartsException(
                $"'dotnet tool restore' in {folder} failed ({run?.Complaint ?? "no .NET SDK"}): "
                    + "check the network and the NuGet feed, then start again."
            );
        }
    }
}
