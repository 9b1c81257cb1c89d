using System.Net;
using DevChat.Tests.Support;

namespace DevChat.Tests.LocalHost.Command;

public sealed class ConsoleTests(LocalHostDirectory directory) : IClassFixture<LocalHostDirectory>
{
    [Fact]
    public async Task What_is_logged_at_once_is_one_line()
    {
        using var running = directory.Start(
            new Dictionary<string, string?>
            {
                ["AzureFunctionsJobHost__logging__console__formatterOptions__includeScopes"] =
                    "true",
            }
        );
        using var http = new HttpClient { BaseAddress = await running.AddressAsync() };

        using var answer = await http.GetAsync(
            new Uri("api/health", UriKind.Relative),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await running.LineAsync("info:", "RequestId:", "GET Health by user");
    }
}
