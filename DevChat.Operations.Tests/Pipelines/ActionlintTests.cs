namespace DevChat.Operations.Tests.Pipelines;

public sealed class ActionlintTests
{
    [Fact]
    public async Task The_workflows_satisfy_the_linter()
    {
        var findings = await Actionlint.CheckAsync(Workflow.All.Select(workflow => workflow.File));

        Assert.DoesNotContain(findings, finding => !finding.IsYoungerThanTheLinter);
        // What nothing is found of any more has no place in the list.
        Assert.All(
            Actionlint.YoungerThanTheLinter,
            known =>
                Assert.Contains(
                    findings,
                    finding => finding.Message.StartsWith(known, StringComparison.Ordinal)
                )
        );
    }

    [Theory]
    [InlineData("runs-on: ubuntu-latest", "run-on: ubuntu-latest", "unexpected key \"run-on\"")]
    [InlineData(
        "needs: wake",
        "needs: nobody",
        "\"greet\" needs job \"nobody\" which does not exist"
    )]
    [InlineData("echo hello", "echo ${{ github.event.issue.title }}", "potentially untrusted")]
    [InlineData(
        "echo hello",
        "echo ${{ steps.none.outputs.x }}",
        "property \"none\" is not defined"
    )]
    public async Task A_broken_workflow_is_found(string sound, string broken, string finding)
    {
        const string example = """
            on: push
            jobs:
              wake:
                runs-on: self-hosted
                steps:
                  - run: echo good morning
              greet:
                needs: wake
                runs-on: ubuntu-latest
                steps:
                  - run: echo hello
            """;

        Assert.Empty(await CheckAsync(example));
        Assert.Contains(
            await CheckAsync(example.Replace(sound, broken, StringComparison.Ordinal)),
            found => found.Message.Contains(finding, StringComparison.Ordinal)
        );
    }

    private static async Task<IReadOnlyList<LintFinding>> CheckAsync(string workflow)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, workflow);
            return await Actionlint.CheckAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
