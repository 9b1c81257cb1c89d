using DevChat.Testing.Apps;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.LocalHost.Command;

public sealed class ConsoleTests(LocalHostDirectory directory, EmbeddedServers servers)
    : IClassFixture<LocalHostDirectory>
{
    [Fact]
    public async Task A_log_entry_is_one_line_with_readable_scopes()
    {
        var corner = await servers.TakeCornerAsync();
        using var process = directory.Start(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings__Postgres"] = corner.Postgres,
                ["ConnectionStrings__Redis"] = corner.Redis,
                ["AzureWebJobsStorage"] = corner.Storage,
                ["AzureFunctionsJobHost__logging__console__formatterOptions__includeScopes"] =
                    "true",
            }
        );

        await ProcessUsers.RegisterAsync(await process.AddressAsync());

        await process.LineAsync("dbug:", "RequestId:", "POST Register by user (null): ok");
    }
}
