using DevChat.Tests.Support;

namespace DevChat.Tests.LocalHost.Command;

public sealed class ConsoleTests(LocalHostDirectory directory, EmbeddedServers servers)
    : IClassFixture<LocalHostDirectory>
{
    [Fact]
    public async Task What_is_logged_is_one_line_for_people()
    {
        var corner = await servers.TakeCornerAsync();
        using var process = directory.Start(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings__Postgres"] = corner.Postgres,
                ["ConnectionStrings__Redis"] = corner.Redis,
                ["AzureWebJobsStorage"] = corner.Storage,
            }
        );

        await ProcessUsers.RegisterAsync(await process.AddressAsync());

        var line = await process.LineAsync("POST Register");
        Assert.StartsWith(
            "info: DevChat.Functions.Http.RequestPipeline[0] POST Register by user (null): ok",
            line,
            StringComparison.Ordinal
        );
    }
}
