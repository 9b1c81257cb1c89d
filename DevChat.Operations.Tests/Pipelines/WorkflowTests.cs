using System.Text.RegularExpressions;
using DevChat.Operations.Tests.Files;
using DevChat.Testing.Files;

namespace DevChat.Operations.Tests.Pipelines;

/// <summary>What a workflow may do, and what it runs.</summary>
public sealed partial class WorkflowTests
{
    private static IEnumerable<WorkflowJob> Jobs =>
        Workflow.All.SelectMany(workflow => workflow.Jobs);

    private static IEnumerable<WorkflowJob> RunningJobs => Jobs.Where(job => job.Called is null);

    [Fact]
    public void Every_action_is_pinned_to_one_commit_with_its_version_beside_it()
    {
        var uses = Workflow.All.SelectMany(workflow => Uses().Matches(workflow.Text)).ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, use => Assert.Matches(Pinned(), use.Groups["action"].Value));
        var pins = uses.Select(use => use.Groups["action"].Value).Distinct().ToList();
        Assert.Equal(pins.Select(pin => pin.Split('@')[0]).Distinct().Count(), pins.Count);
    }

    [Fact]
    public void Nothing_is_permitted_but_what_a_job_names()
    {
        Assert.All(
            Workflow.All,
            workflow =>
                Assert.Contains("\npermissions: {}\n", workflow.Text, StringComparison.Ordinal)
        );
        Assert.All(Jobs, job => Assert.NotEmpty(job.Node.Mapping("permissions")));
    }

    [Fact]
    public void No_job_may_write_what_is_in_the_repository()
    {
        string[] writable = ["attestations", "id-token", "packages", "security-events"];

        foreach (var job in Jobs)
        {
            var written =
                from permission in job.Node.Mapping("permissions").Children
                where permission.Value.ToString() != "read"
                select permission.Key.ToString();
            Assert.Subset(writable.ToHashSet(), written.ToHashSet());
        }
    }

    [Fact]
    public void Every_job_ends_in_time() =>
        Assert.All(
            RunningJobs,
            job => Assert.True(int.Parse(job.Node.Text("timeout-minutes") ?? "0") > 0, job.Name)
        );

    [Fact]
    public void A_checkout_leaves_no_credentials_behind() =>
        Assert.All(
            Jobs.SelectMany(job => job.Uses("actions/checkout")),
            step => Assert.Equal("false", step.Mapping("with").Text("persist-credentials"))
        );

    [Fact]
    public void No_script_is_put_together_from_expressions() =>
        Assert.All(
            Jobs.SelectMany(job => job.Scripts),
            script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal)
        );

    [Fact]
    public void No_stored_secret_is_needed() =>
        Assert.All(Workflow.All, workflow => Assert.DoesNotMatch(@"\bsecrets\b", workflow.Text));

    [Fact]
    public void Dotnet_is_what_global_json_says() =>
        Assert.All(
            Jobs.SelectMany(job => job.Uses("actions/setup-dotnet")),
            step => Assert.Equal(["global-json-file"], step.Mapping("with").Keys())
        );

    [Fact]
    public void Scripts_that_workflows_run_exist_and_are_executable()
    {
        var scripts =
            from job in Jobs
            from text in job.Scripts
            from Match script in Script().Matches(text)
            select script.Value;

        Assert.All(
            scripts.Distinct(),
            script =>
            {
                var file = Path.Combine(Repository.Root, script);
                Assert.True(File.Exists(file), script);
                if (
                    !OperatingSystem.IsWindows()
                    && !script.EndsWith(".mjs", StringComparison.Ordinal)
                )
                {
                    Assert.True(
                        File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute),
                        script
                    );
                }
            }
        );
    }

    [Fact]
    public void A_called_workflow_is_given_what_it_asks_for()
    {
        foreach (var job in Jobs.Where(job => job.Called is not null))
        {
            var inputs = Workflow
                .Named(job.Called!)
                .Root.Mapping("on")
                .Mapping("workflow_call")
                .Mapping("inputs");
            var required =
                from input in inputs.Keys()
                where inputs.Mapping(input).Text("required") == "true"
                select input;
            var given = job.Node.Mapping("with").Keys().ToHashSet();
            Assert.Subset(inputs.Keys().ToHashSet(), given);
            Assert.Superset(required.ToHashSet(), given);
        }
    }

    [GeneratedRegex(@"^ *(?:- )?uses: (?!\./)(?<action>.*)$", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex(@"^[\w-]+(/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"(?<=^|\s)(infra/[\w/-]+\.(sh|mjs)|\.ci/\w+)", RegexOptions.Multiline)]
    private static partial Regex Script();
}
