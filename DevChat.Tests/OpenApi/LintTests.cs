using DevChat.Testing.Apps;
using DevChat.Testing.Programs;

namespace DevChat.Tests.OpenApi;

public sealed class LintTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task The_document_satisfies_a_strict_linter()
    {
        await File.WriteAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "OpenApi", "openapi.json"),
            await app.Anonymous.GetStringAsync(new Uri("api/openapi.json", UriKind.Relative))
        );

        var run = await new NodeFolder("OpenApi").RunAsync("lint.mjs");

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }
}
