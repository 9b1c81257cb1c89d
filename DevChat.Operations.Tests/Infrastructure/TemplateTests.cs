namespace DevChat.Operations.Tests.Infrastructure;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("**/*.bicep")]
    [InlineData("**/*.bicepparam")]
    public async Task Templates_compile_and_the_linter_has_nothing_to_say(string pattern)
    {
        var run = await BicepCli.RunAsync(InfraFolder.Original, "lint", "--pattern", pattern);

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task A_template_that_breaks_a_rule_of_the_linter_is_refused()
    {
        using var folder = new InfraFolder();
        folder.Write(
            "modules/identity.bicep",
            folder.Read("modules/identity.bicep") + "param spare string\n"
        );

        var run = await BicepCli.RunAsync(
            folder.Path,
            "build",
            "modules/identity.bicep",
            "--stdout"
        );

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("Error no-unused-params", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Templates_are_formatted()
    {
        using var folder = new InfraFolder();

        await BicepCli.RunAsync(folder.Path, "format", "--pattern", "**/*.bicep");
        await BicepCli.RunAsync(folder.Path, "format", "--pattern", "**/*.bicepparam");

        Assert.All(
            InfraFolder.Templates(),
            file =>
                Assert.Equal(
                    File.ReadAllText(Path.Combine(InfraFolder.Original, file)),
                    folder.Read(file)
                )
        );
    }
}
