using DevChat.Testing.Files;

namespace DevChat.Operations.Tests.Migrations;

/// <summary>
/// The bundle, as the deployment builds it; once in a run, for the first who asks. It is built from a copy of the sources:
/// the tests run from what the original's build left, and building for a bundle would change that.
/// </summary>
public sealed class MigrationBundle : IDisposable
{
    public const string NoBash = "The scripts of the deployment are for bash.";

    private static readonly string[] Sources =
    [
        ".config/dotnet-tools.json",
        ".editorconfig",
        "BannedSymbols.txt",
        "Directory.Build.props",
        "Directory.Packages.props",
        "global.json",
        "infra/scripts/build-migrations.sh",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("devchat-bundle-").FullName;
    private readonly Lazy<Task<string>> _path;

    public MigrationBundle() => _path = new(BuildAsync);

    /// <summary>Full path of the program.</summary>
    public Task<string> PathAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), NoBash);
        return _path.Value;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> BuildAsync()
    {
        foreach (var file in Sources.Concat(Domain()))
        {
            var copy = Path.Combine(_folder, "source", file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Repository.Root, file), copy);
        }

        var bundle = Path.Combine(_folder, "bundle");
        var run = await ScriptRun.OfAsync(
            Path.Combine(_folder, "source", "infra/scripts/build-migrations.sh"),
            [bundle],
            new Dictionary<string, string>()
        );
        Assert.True(run.ExitCode == 0, run.Output);
        return bundle;
    }

    private static IEnumerable<string> Domain() =>
        from file in Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "DevChat.Domain"),
            "*",
            SearchOption.AllDirectories
        )
        let path = Path.GetRelativePath(Repository.Root, file)
        where !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj")
        select path;
}
