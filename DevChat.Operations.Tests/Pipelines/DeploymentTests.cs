using DevChat.Operations.Tests.Files;
using DevChat.Testing.Files;

namespace DevChat.Operations.Tests.Pipelines;

/// <summary>How a package gets to Azure.</summary>
public sealed class DeploymentTests
{
    private static readonly Workflow Deploy = Workflow.Named("deploy.yml");

    private static readonly WorkflowJob ToAnEnvironment = Assert.Single(
        Workflow.Named("deploy-environment.yml").Jobs
    );

    [Fact]
    public void Jobs_that_sign_in_to_azure_name_an_environment_and_use_identity_federation()
    {
        var jobs = Workflow
            .All.SelectMany(workflow => workflow.Jobs)
            .Where(job => job.SignsInToAzure);

        Assert.NotEmpty(jobs);
        foreach (var job in jobs)
        {
            Assert.False(string.IsNullOrEmpty(job.Node.Text("environment")), job.Name);
            Assert.Equal("write", job.Permission("id-token"));
            Assert.All(
                job.Uses("azure/login"),
                step =>
                    Assert.Equal(
                        ["client-id", "tenant-id", "subscription-id"],
                        step.Mapping("with").Keys()
                    )
            );
        }
    }

    [Fact]
    public void Only_who_signs_in_or_signs_can_prove_who_it_is()
    {
        var jobs = Workflow
            .All.SelectMany(workflow => workflow.Jobs)
            .Where(job => job.Permission("id-token") is not null);

        Assert.All(
            jobs,
            job =>
                Assert.True(
                    job.SignsInToAzure
                        || job.Uses("actions/attest").Any()
                        || job.Called == "deploy-environment.yml",
                    job.Name
                )
        );
    }

    [Fact]
    public void An_environment_is_deployed_to_by_one_run_at_a_time()
    {
        var concurrency = ToAnEnvironment.Node.Mapping("concurrency");

        Assert.Equal("deploy-${{ inputs.environment }}", concurrency.Text("group"));
        Assert.Equal("false", concurrency.Text("cancel-in-progress"));
    }

    [Fact]
    public void Each_environment_comes_after_the_one_before_and_has_parameters()
    {
        var jobs = Deploy.Root.Mapping("jobs");
        var choices = Deploy
            .Root.Mapping("on")
            .Mapping("workflow_dispatch")
            .Mapping("inputs")
            .Mapping("environment")
            .Sequence("options");

        Assert.Equal(["dev", "staging", "production"], choices.Texts());
        Assert.Equal("attest", jobs.Mapping("dev").Text("needs"));
        Assert.Equal("dev", jobs.Mapping("staging").Text("needs"));
        Assert.Equal("staging", jobs.Mapping("production").Text("needs"));
        Assert.All(
            choices.Texts(),
            environment =>
            {
                Assert.Equal(
                    environment,
                    jobs.Mapping(environment).Mapping("with").Text("environment")
                );
                Assert.True(
                    File.Exists(
                        Path.Combine(Repository.Root, "infra", $"{environment}.bicepparam")
                    ),
                    environment
                );
            }
        );
    }

    [Fact]
    public void The_steps_come_in_the_order_in_which_they_need_each_other()
    {
        string[] inOrder =
        [
            "Is it what main was built into?",
            "Sign in to Azure",
            "Infrastructure",
            "Migrations",
            "Function app",
            "Key of the SignalR upstream",
            "Smoke test",
        ];

        var names = ToAnEnvironment.Steps.Select(step => step.Text("name")).OfType<string>();

        Assert.Equal(inOrder, names.Where(inOrder.Contains));
    }

    [Fact]
    public void An_earlier_package_is_deployed_without_touching_infrastructure_and_schema()
    {
        var redeploy = Deploy.Root.Mapping("jobs").Mapping("redeploy");
        var leftOut =
            from step in ToAnEnvironment.Steps
            where step.Text("if") == "${{ !inputs.code-only }}"
            select step.Text("name");

        Assert.Equal("true", redeploy.Mapping("with").Text("code-only"));
        Assert.Superset(
            new HashSet<string?> { "Infrastructure", "Migrations" },
            leftOut.ToHashSet()
        );
    }
}
