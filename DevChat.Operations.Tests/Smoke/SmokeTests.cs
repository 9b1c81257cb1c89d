using System.Net;
using System.Net.Sockets;
using DevChat.Testing.Apps;

namespace DevChat.Operations.Tests.Smoke;

public sealed class SmokeTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private static readonly string[] Steps =
    [
        "ready",
        "register",
        "negotiate",
        "connect",
        "create-room",
        "join-room",
        "post-message",
        "event-of-post",
        "send-message",
        "event-of-send",
        "mark-read",
        "delete-room",
        "disconnect",
        "log-out",
    ];

    [Fact]
    public async Task A_deployment_that_works_passes_every_step_and_is_left_as_it_was()
    {
        var run = await SmokeRun.OfAsync(app.Address);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(Steps, run.Passed);
        Assert.Equal(0, await app.QueryAsync<long>("SELECT count(*) FROM chatrooms"));
        Assert.Equal(
            0,
            await app.QueryAsync<long>("SELECT count(*) FROM sessions WHERE revoked_at IS NULL")
        );
        Assert.All(Steps, step => Assert.Contains(step, run.Summary, StringComparison.Ordinal));
        Assert.DoesNotContain("::error", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_listens_the_first_step_fails_and_says_why()
    {
        var run = await SmokeRun.OfAsync(UnusedAddress(), seconds: 2);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Passed);
        Assert.Contains("::error title=ready failed::", run.Output, StringComparison.Ordinal);
        Assert.Contains("ECONNREFUSED", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Look at: whether the app was deployed",
            run.Summary,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_an_address_it_says_how_it_is_used()
    {
        var run = await SmokeRun.Folder.RunAsync("smoke.mjs");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("usage: ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hidden_values_are_never_written()
    {
        var run = await SmokeRun.Folder.RunAsync(
            "--input-type=module",
            "--eval",
            """
            process.env.GITHUB_STEP_SUMMARY = "/dev/stdout";
            const { Report } = await import("./report.mjs");
            const report = new Report("http://127.0.0.1");
            report.hide("a token");
            report.failed(Object.assign(new Error("400 for a token"), { step: "connect", ms: 1 }));
            report.close();
            """
        );

        Assert.Contains("400 for ***", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("a token", run.Output + run.Errors, StringComparison.Ordinal);
    }

    private static Uri UnusedAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }
}
