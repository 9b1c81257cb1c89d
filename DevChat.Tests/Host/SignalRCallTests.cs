using System.Text.Json;
using DevChat.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Host;

public sealed class SignalRCallTests
{
    [Fact]
    public async Task Any_number_of_arguments_reaches_the_function_as_json()
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1);

        var none = await connection.InvokeAsync<JsonElement[]>("echo", Soon.Token);
        var three = await connection.InvokeAsync<JsonElement[]>(
            "echo",
            "a",
            null,
            new { b = 1.50m },
            Soon.Token
        );

        Assert.Empty(none);
        Assert.Equal(["\"a\"", "null", """{"b":1.50}"""], three.Select(e => e.GetRawText()));
    }

    [Fact]
    public async Task Named_arguments_are_bound_to_parameters()
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1);

        var reply = await connection.InvokeAsync<string>("NAMED", new { x = 1 }, 2, Soon.Token);
        var failure = await Assert.ThrowsAsync<HubException>(() =>
            connection.InvokeAsync<string>("named", 1, Soon.Token)
        );

        Assert.Equal("""{"x":1} 2 NAMED""", reply);
        Assert.Contains("'Named'", failure.Message);
    }

    [Fact]
    public async Task A_function_without_reply_answers_null()
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1);

        Assert.Null(await connection.InvokeAsync<object?>("nothing", Soon.Token));
        Assert.Null(await connection.InvokeAsync<object?>("shout", "x", Soon.Token));
    }

    [Fact]
    public async Task An_unknown_target_is_an_error_and_the_connection_stays()
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1);

        var failure = await Assert.ThrowsAsync<HubException>(() =>
            connection.InvokeAsync("no-such-target", Soon.Token)
        );
        await connection.SendAsync("no-such-target", Soon.Token);

        Assert.Contains("'no-such-target'", failure.Message);
        Assert.Empty(await connection.InvokeAsync<JsonElement[]>("echo", Soon.Token));
        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task A_failure_tells_the_client_the_function_and_nothing_else()
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1);

        var failure = await Assert.ThrowsAsync<HubException>(() =>
            connection.InvokeAsync("breaks", Soon.Token)
        );

        Assert.Contains("Function 'Breaks' failed.", failure.Message);
        Assert.DoesNotContain("secret", failure.Message);
        Assert.Contains(host.Log.Errors, entry => entry.Text.Contains("secret of chat"));
    }

    [Fact]
    public async Task A_function_that_hangs_blocks_neither_its_own_connection_nor_others()
    {
        await using var host = await StartAsync();
        await using var one = await host.ConnectAsync(1);
        await using var other = await host.ConnectAsync(2);

        var hanging = one.InvokeAsync<string>("hangs", Soon.Token);

        Assert.Empty(await Soon.Within(one.InvokeAsync<JsonElement[]>("echo", Soon.Token)));
        Assert.Empty(await Soon.Within(other.InvokeAsync<JsonElement[]>("echo", Soon.Token)));
        host.Probe.Open("hangs");
        Assert.Equal("done", await Soon.Within(hanging));
    }

    [Fact]
    public async Task A_message_as_large_as_the_api_allows_gets_through()
    {
        await using var host = await StartAsync();
        await using var connection = await host.ConnectAsync(1);
        var text = new string('x', 256 * 1024 - 2);

        var reply = await connection.InvokeAsync<string[]>("echo", text, Soon.Token);

        Assert.Equal(text, Assert.Single(reply));
    }

    private static Task<ProbeHost> StartAsync(Dictionary<string, string?>? settings = null) =>
        ProbeHost.StartAsync<SignalRProbes>(settings);
}
