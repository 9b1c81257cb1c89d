using DevChat.Tests.Support;

namespace DevChat.Tests.OpenApi;

public sealed class LintTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task The_document_satisfies_a_strict_linter()
    {
        var document = Path.Combine(AppContext.BaseDirectory, "OpenApi", "openapi.json");
        await File.WriteAllTextAsync(
            document,
            await app.Anonymous.GetStringAsync(new Uri("api/openapi.json", UriKind.Relative))
        );

        var run = await new NodeFolder("OpenApi").RunAsync(
            "node_modules/@redocly/cli/bin/cli.js",
            "lint",
            "openapi.json",
            "--config=redocly.yaml",
            "--max-problems=100"
        );

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.DoesNotContain(
            "warning",
            run.Output + run.Errors,
            StringComparison.OrdinalIgnoreCase
        );
    }
}
