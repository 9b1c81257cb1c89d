using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Health;

public sealed class HealthTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task The_process_is_healthy()
    {
        var answer = await app.Anonymous.GetAsync(new Uri("api/health", UriKind.Relative));

        Assert.Equal("healthy", (await answer.ReadAsync(HttpStatusCode.OK)).Text("status"));
    }

    [Fact]
    public async Task It_is_ready_when_every_store_answers()
    {
        var answer = await app.Anonymous.GetAsync(new Uri("api/health/ready", UriKind.Relative));

        var ready = await answer.ReadAsync(HttpStatusCode.OK);
        var parts = ready.GetProperty("parts");
        Assert.Equal(["postgres", "redis", "queue"], parts.Fields());
        Assert.All(parts.Fields(), part => Assert.Equal("healthy", parts.Text(part)));
    }
}
