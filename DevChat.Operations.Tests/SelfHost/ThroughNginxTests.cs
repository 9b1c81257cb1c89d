using System.Net;
using System.Net.Http.Headers;
using DevChat.Testing;
using DevChat.Testing.Contract;
using DevChat.Testing.Programs;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>infra/selfhost/nginx.conf, with a real nginx.</summary>
[Collection(SelfHostedTests.Name)]
public sealed class ThroughNginxTests(SelfHosted app, NginxFixture nginx)
    : BalancedTests(app),
        IClassFixture<NginxFixture>
{
    [Theory]
    [InlineData(300)]
    [InlineData(3000)]
    public async Task A_body_that_is_too_large_is_refused_with_a_problem_document(int kibibytes)
    {
        await using var balancer = await BalanceAsync();
        var ada = (await App.RegisterAsync()).At(balancer.Address);
        using var body = new ByteArrayContent(new byte[kibibytes * 1024]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        var answer = await ada.Http.PostAsync(new Uri("api/messages", UriKind.Relative), body);

        await answer.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [Fact]
    public async Task Without_any_instance_the_answer_is_a_problem_document_too()
    {
        await using var balancer = await StartAsync(new Uri("http://127.0.0.1:1"));
        using var client = new HttpClient { BaseAddress = balancer.Address };

        var answer = await client.GetAsync(new Uri("api/health", UriKind.Relative));

        await answer.ReadProblemAsync(HttpStatusCode.ServiceUnavailable, "instance_unavailable");
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Timers_cannot_be_started_from_outside()
    {
        await using var balancer = await BalanceAsync();
        using var client = new HttpClient { BaseAddress = balancer.Address };

        var answer = await client.PostAsync(
            new Uri("admin/functions/RepairAnnouncements", UriKind.Relative),
            content: null
        );

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("metrics")]
    [InlineData("METRICS")]
    [InlineData("metrics/")]
    [InlineData("%6Detrics")]
    [InlineData("/metrics")]
    public async Task Metrics_are_not_for_outsiders(string path)
    {
        await using var balancer = await BalanceAsync();
        using var client = new HttpClient();

        var answer = await client.GetAsync(AsWritten($"{balancer.Address}{path}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>What is escaped stays escaped on the wire.</summary>
    private static Uri AsWritten(string address) =>
        new(
            address,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
        );

    private protected override Task<IBalancer> BalanceAsync() =>
        StartAsync(App.One.Address, App.Two.Address);

    private Task<IBalancer> StartAsync(params Uri[] instances)
    {
        Assert.SkipUnless(nginx.Program is not null, NginxFixture.Nginx.Missing);
        return NginxBalancer.StartAsync(nginx.Program!, Soon.Token, instances);
    }
}
