using DevChat.LocalHost.Servers;
using DevChat.Testing;
using DevChat.Testing.Files;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.Pipelines;

/// <summary>What ShellCheck finds in the scripts of the repository and of its workflows.</summary>
public sealed class ShellCheckTests
{
    private static readonly DebianProgram ShellCheck = new("shellcheck", "usr/bin", "--version");

    [Fact]
    public async Task The_scripts_satisfy_the_linter()
    {
        var scripts = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "infra", "scripts"), "*.sh")
            .Append(Path.Combine(Repository.Root, ".ci", "run"));

        Assert.Empty(await CheckAsync(scripts));
    }

    [Fact]
    public async Task The_steps_of_workflows_satisfy_the_linter()
    {
        var folder = Directory.CreateTempSubdirectory("devchat-steps-").FullName;
        try
        {
            foreach (var job in Workflow.All.SelectMany(workflow => workflow.Jobs))
            {
                foreach (var (i, step) in job.Scripts.Index())
                {
                    // As GitHub runs it.
                    var script = $"#!/usr/bin/env bash\nset -eo pipefail\n{step}\n";
                    var name = $"{job.Name.Replace(": ", "-", StringComparison.Ordinal)}-{i}.sh";
                    await File.WriteAllTextAsync(Path.Combine(folder, name), script);
                }
            }

            Assert.Empty(await CheckAsync(Directory.EnumerateFiles(folder)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("rm $1", "SC2086")]
    [InlineData("echo \"$(false)\"", "SC2312")]
    public async Task A_broken_script_is_found(string line, string finding)
    {
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                script,
                $"#!/usr/bin/env bash\nset -euo pipefail\n{line}\n"
            );
            Assert.Contains(finding, await CheckAsync([script]), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(script);
        }
    }

    /// <returns>The findings, one a line.</returns>
    private static async Task<string> CheckAsync(IEnumerable<string> scripts)
    {
        var program = await ShellCheck.FindAsync(Soon.Token);
        Assert.SkipWhen(program is null, ShellCheck.Missing);
        var run = await ProgramRun.OfAsync(
            program,
            Repository.Root,
            Soon.Token,
            // A command that fails within an argument or a comparison stops no script.
            ["--format=gcc", "--enable=check-extra-masked-returns", .. scripts]
        );
        Assert.NotNull(run);
        Assert.Empty(run.Errors);
        return run.Output;
    }
}
