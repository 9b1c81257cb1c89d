using System.Text.Json;
using DevChat.LocalHost.Servers;
using DevChat.Operations.Tests.Files;
using DevChat.Testing;

namespace DevChat.Operations.Tests.Pipelines;

/// <summary>Which run's package a rollback takes: the step of deploy.yml, with a gh that knows these artifacts.</summary>
public sealed class FindVersionTests : IDisposable
{
    private const string Version = "0123456789abcdef0123456789abcdef01234567";

    private const string Gh = """
        #!/usr/bin/env bash
        # gh api PATH --jq EXPRESSION
        exec jq --raw-output "$4" "$(dirname "$0")/artifacts.json"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("devchat-gh-").FullName;

    [Fact]
    public async Task It_is_one_of_main_in_this_repository_that_is_still_there()
    {
        var run = await FindAsync(
            Version,
            Artifact(1, branch: "main", repository: 7, expired: true),
            Artifact(2, branch: "topic", repository: 7),
            Artifact(3, branch: "main", repository: 8),
            Artifact(4, branch: "main", repository: 7)
        );

        Assert.Equal((0, "run-id=4\n"), (run.ExitCode, Output()));
    }

    [Fact]
    public async Task A_package_that_is_gone_is_said_to_be()
    {
        var run = await FindAsync(
            Version,
            Artifact(1, branch: "main", repository: 7, expired: true)
        );

        Assert.Equal((1, ""), (run.ExitCode, Output()));
        Assert.Contains("no longer", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0123456")]
    [InlineData("main")]
    [InlineData("../0123456789abcdef0123456789abcdef012345")]
    public async Task A_version_is_a_whole_commit(string version)
    {
        var run = await FindAsync(version, Artifact(1, branch: "main", repository: 7));

        Assert.Equal((1, ""), (run.ExitCode, Output()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static object Artifact(int run, string branch, int repository, bool expired = false) =>
        new
        {
            expired,
            workflow_run = new
            {
                id = run,
                head_branch = branch,
                repository_id = 7,
                head_repository_id = repository,
            },
        };

    private async Task<ProgramRun> FindAsync(string version, params object[] artifacts)
    {
        var step = Workflow
            .Named("deploy.yml")
            .Jobs.SelectMany(job => job.Steps)
            .Single(step => step.Text("id") == "find");
        Write("gh", Gh);
        Write("artifacts.json", JsonSerializer.Serialize(new { artifacts }));
        Write("output", "");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(In("gh"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var run = await ProgramRun.OfAsync(
            "env",
            _folder,
            Soon.Token,
            $"PATH={_folder}:{Environment.GetEnvironmentVariable("PATH")}",
            $"GITHUB_OUTPUT={In("output")}",
            "GITHUB_REPOSITORY=owner/name",
            $"VERSION={version}",
            "bash",
            "-eo",
            "pipefail",
            "-c",
            step.Text("run")!
        );
        Assert.SkipWhen(run is null or { ExitCode: 127 }, "bash and jq are not all here.");
        return run;
    }

    private string Output() => File.ReadAllText(In("output"));

    private void Write(string file, string text) => File.WriteAllText(In(file), text);

    private string In(string file) => Path.Combine(_folder, file);
}
