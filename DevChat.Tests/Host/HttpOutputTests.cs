using System.Net;
using DevChat.Host.Http;
using DevChat.Host.Runtime;
using DevChat.Testing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Host;

public sealed class HttpOutputTests
{
    [Fact]
    public async Task A_function_that_failed_sends_no_outputs()
    {
        await using var host = await StartAsync(
            async (_, _, function) =>
            {
                try
                {
                    await function();
                    return null;
                }
                catch (InvalidOperationException)
                {
                    return new ConflictResult();
                }
            }
        );
        host.Probe.Open("outputs");

        await host.Client.GetAsync("/api/ThrowsWithOutputs", Soon.Token);
        await host.Client.GetAsync("/api/named/after", Soon.Token);

        Assert.Equal("output after-1,after-2", await host.Probe.HearAsync());
    }

    [Fact]
    public async Task Outputs_start_when_the_whole_reply_is_sent()
    {
        await using var host = await StartAsync();
        host.Probe.Open("outputs");
        using var reply = await host.Client.GetAsync(
            "/api/SlowReply",
            HttpCompletionOption.ResponseHeadersRead,
            Soon.Token
        );

        Assert.True(host.Probe.IsSilent);
        host.Probe.Open("reply");

        Assert.Equal("half whole", await reply.Content.ReadAsStringAsync(Soon.Token));
        Assert.Equal("reply ends", await host.Probe.HearAsync());
        Assert.Equal("output slow", await host.Probe.HearAsync());
    }

    [Fact]
    public async Task A_client_has_its_whole_reply_while_outputs_still_run()
    {
        await using var host = await StartAsync();

        var reply = await host.Client.GetStringAsync("/api/named/held", Soon.Token);
        var started = await host.Probe.HearAsync();

        Assert.Equal("held", reply);
        Assert.Equal("output held-1,held-2", started);
        Assert.True(host.Probe.IsSilent);
        host.Probe.Open("outputs");
        Assert.Equal("sent held-1,held-2", await host.Probe.HearAsync());
    }

    [Fact]
    public async Task Outputs_start_in_the_order_in_which_the_functions_ended()
    {
        await using var host = await StartAsync();
        host.Probe.Open("outputs");
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"n{i}")];

        foreach (var name in names)
        {
            await host.Client.GetAsync($"/api/named/{name}", Soon.Token);
        }

        foreach (var name in names)
        {
            Assert.Equal($"output {name}-1,{name}-2", await host.Probe.HearAsync());
            Assert.Equal($"sent {name}-1,{name}-2", await host.Probe.HearAsync());
        }
    }

    [Fact]
    public async Task A_reply_that_is_never_read_does_not_hold_up_the_outputs_of_others()
    {
        await using var host = await StartAsync();
        host.Probe.Open("outputs");
        using var slow = await host.Client.GetAsync(
            "/api/SlowReply",
            HttpCompletionOption.ResponseHeadersRead,
            Soon.Token
        );

        await host.Client.GetAsync("/api/named/other", Soon.Token);

        Assert.Equal("output other-1,other-2", await host.Probe.HearAsync());
        host.Probe.Open("reply");
    }

    [Fact]
    public async Task Outputs_that_are_null_are_left_out()
    {
        await using var host = await StartAsync();
        host.Probe.Open("outputs");

        await host.Client.GetAsync("/api/NoHttpResult", Soon.Token);
        await host.Client.GetAsync("/api/OneAction", Soon.Token);

        Assert.Equal("output only", await host.Probe.HearAsync());
        Assert.Equal("sent only", await host.Probe.HearAsync());
        Assert.True(host.Probe.IsSilent);
    }

    [Fact]
    public async Task An_output_that_fails_is_logged_and_the_client_has_its_answer()
    {
        await using var host = await StartAsync();
        host.Probe.Open("outputs");

        var answer = await host.Client.GetAsync("/api/named/fail", Soon.Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await host.Log.ContainsAsync("An output of function Named failed");
    }

    [Fact]
    public async Task Outputs_under_way_are_sent_before_the_host_stops()
    {
        var host = await StartAsync();
        await host.Client.GetAsync("/api/named/last", Soon.Token);
        await host.Probe.HearAsync();

        var stopping = host.DisposeAsync();
        host.Probe.Open("outputs");
        await stopping;

        Assert.Equal("sent last-1,last-2", await host.Probe.HearAsync());
    }

    private static Task<ProbeHost> StartAsync(HttpPipeline? pipeline = null) =>
        ProbeHost.StartAsync<HttpProbes>(services: services =>
        {
            services.AddSingleton<OutputSender, RecordingOutputs>();
            if (pipeline is not null)
            {
                services.AddScoped(_ => pipeline);
            }
        });
}
