using DevChat.LocalHost.Servers;
using DevChat.Testing;
using DevChat.Testing.Files;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>DevChat.Host as the container image has it: it starts no stores, and has nothing to start them with.</summary>
public sealed class HostProgramTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("devchat-host-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Nothing_of_the_launcher_is_published()
    {
        string[] arguments =
        [
            "publish",
            Path.Combine(Repository.Root, "DevChat.Host"),
            "--no-build",
            "--configuration",
            // The tests lie in bin/<configuration>/<framework>/.
            Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/', '\\')))!,
            "--output",
            _directory,
        ];
        var publish = await ProgramRun.OfAsync(
            DotnetHost.Path,
            Repository.Root,
            Soon.Token,
            arguments
        );

        Assert.True(publish is { ExitCode: 0 }, publish?.Output);
        var files = Directory
            .EnumerateFiles(_directory, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_directory, file))
            .ToList();
        Assert.Contains("DevChat.Host.dll", files);
        Assert.Contains("host.json", files);
        Assert.DoesNotContain(files, IsOfTheLauncher);
        var libraries = await File.ReadAllTextAsync(
            Path.Combine(_directory, "DevChat.Host.deps.json"),
            Soon.Token
        );
        Assert.DoesNotContain("Garnet", libraries, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Without_settings_every_one_that_is_missing_is_named()
    {
        using var refused = ProgramProcess.Start(
            "DevChat.Host",
            _directory,
            new Dictionary<string, string?>
            {
                ["ConnectionStrings__Postgres"] = null,
                ["ConnectionStrings__Redis"] = null,
                ["AzureWebJobsStorage"] = null,
                ["Jwt__Secret"] = null,
            }
        );

        Assert.Equal(1, await refused.ExitCodeAsync());
        var errors = await refused.ErrorsAsync();
        Assert.StartsWith("DevChat did not start: ", errors, StringComparison.Ordinal);
        Assert.Equal(
            [
                "AzureWebJobsStorage",
                "ConnectionStrings:Postgres",
                "ConnectionStrings:Redis",
                "Jwt:Secret",
            ],
            errors
                .TrimEnd('\n')
                .Replace("DevChat did not start: ", "", StringComparison.Ordinal)
                .Split('\n')
                .Select(line => line.Split(" is not set")[0])
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_folder_for_data_is_an_option_of_the_launcher_alone()
    {
        using var refused = ProgramProcess.Start(
            "DevChat.Host",
            _directory,
            new Dictionary<string, string?>(),
            "--data",
            _directory
        );

        Assert.Equal(2, await refused.ExitCodeAsync());
        var lines = (await refused.ErrorsAsync()).Split('\n');
        Assert.StartsWith("--data", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("usage: dotnet DevChat.Host.dll", lines[1], StringComparison.Ordinal);
    }

    private static bool IsOfTheLauncher(string file)
    {
        var name = Path.GetFileName(file);
        return name.EndsWith(".mjs", StringComparison.Ordinal)
            || name.StartsWith("package", StringComparison.Ordinal)
            || name.Contains("LocalHost", StringComparison.Ordinal)
            || name.Contains("Garnet", StringComparison.OrdinalIgnoreCase);
    }
}
