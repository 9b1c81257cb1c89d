using System.Net;
using DevChat.Host.Runtime;
using DevChat.Host.Timers;
using DevChat.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace DevChat.Tests.Host;

public sealed class TimerFunctionTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    private readonly string _hostId = $"probe-{Guid.CreateVersion7():N}";

    [Fact]
    public async Task The_clock_starts_the_function_again_and_again()
    {
        await using var host = await StartAsync("* * * * * *");
        host.Probe.Open("tick");

        var first = (TimerInfo)await host.Probe.HearAsync();
        await host.Probe.HearAsync();

        Assert.False(first.IsPastDue);
        Assert.Null(first.ScheduleStatus);
    }

    [Fact]
    public async Task One_host_of_two_runs_it_and_the_other_takes_over()
    {
        var one = await StartAsync("* * * * * *");
        one.Probe.Open("tick");
        await one.Probe.HearAsync();
        await using var two = await StartAsync("* * * * * *");
        two.Probe.Open("tick");

        await one.Probe.HearAsync();
        await one.Probe.HearAsync();
        Assert.True(two.Probe.IsSilent);
        await one.DisposeAsync();

        await two.Probe.HearAsync();
    }

    [Fact]
    public async Task Missed_runs_lead_to_one_run()
    {
        await LastRanAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddYears(-2));

        await using var after = await StartAsync("0 0 0 1 1 *");
        after.Probe.Open("tick");
        var run = (TimerInfo)await after.Probe.HearAsync();

        Assert.True(run.IsPastDue);
        Assert.NotNull(run.ScheduleStatus);
    }

    [Fact]
    public async Task A_run_on_demand_waits_for_the_one_under_way()
    {
        await using var host = await StartAsync("0 0 0 1 1 *");
        var first = host.App.RunTimerAsync("tick", Soon.Token);
        await host.Probe.HearAsync();

        var second = host.App.RunTimerAsync("Tick", Soon.Token);

        Assert.False(second.IsCompleted);
        Assert.True(host.Probe.IsSilent);
        host.Probe.Open("tick");
        await Soon.Within(Task.WhenAll(first, second));
        await host.Probe.HearAsync();
    }

    [Fact]
    public async Task A_run_on_demand_fails_as_the_function_does()
    {
        await using var host = await StartAsync("0 0 0 1 1 *", storage: null);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.App.RunTimerAsync("Fails", Soon.Token)
        );

        Assert.Equal("failed False", failure.Message);
        await Assert.ThrowsAsync<ArgumentException>(() =>
            host.App.RunTimerAsync("Unknown", Soon.Token)
        );
    }

    [Fact]
    public async Task The_admin_endpoint_runs_it_for_this_machine_only()
    {
        await using var host = await StartAsync("0 0 0 1 1 *", storage: null);
        host.Probe.Open("tick");
        var forwarded = new HttpRequestMessage(HttpMethod.Post, "/admin/functions/Tick")
        {
            Headers = { { "X-Forwarded-For", "203.0.113.9" } },
        };

        var accepted = await host.Client.PostAsync("/admin/functions/Tick", null, Soon.Token);
        await host.Probe.HearAsync();
        var unknown = await host.Client.PostAsync("/admin/functions/Other", null, Soon.Token);
        var refused = await host.Client.SendAsync(forwarded, Soon.Token);

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.True(host.Probe.IsSilent);
    }

    private Task<ProbeHost> StartAsync(string schedule) => StartAsync(schedule, fixture.Storage);

    private Task<ProbeHost> StartAsync(string schedule, string? storage) =>
        ProbeHost.StartAsync<TimerProbes>(new(Settings(storage)) { ["Schedule"] = schedule });

    private Dictionary<string, string?> Settings(string? storage) =>
        new() { ["AzureWebJobsStorage"] = storage, ["AzureFunctionsWebHost:hostid"] = _hostId };

    /// <summary>Leaves behind what a host does that ran the timer at <paramref name="then"/> and then went away.</summary>
    private async Task LastRanAsync(DateTime then)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Settings(fixture.Storage))
            .Build();
        var blobs = new HostBlobs(new Storage(configuration));
        await blobs.CreateAsync(Soon.Token);
        await new TimerStatusStore(blobs).WriteAsync(
            "Tick",
            new ScheduleStatus
            {
                Last = then,
                Next = then,
                LastUpdated = then,
            },
            Soon.Token
        );
    }
}
