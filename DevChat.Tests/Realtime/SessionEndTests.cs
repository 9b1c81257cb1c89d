using System.Net;
using System.Text.Json;
using DevChat.Functions.Realtime;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using DevChat.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Realtime;

public sealed class SessionEndTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task Signing_out_closes_the_connections_of_that_session_only()
    {
        var phone = await app.RegisterAsync();
        var laptop = await app.LoginAsync(phone);
        var room = (await phone.OpenGroupAsync("devices")).Id();
        await using var onPhone = await phone.ConnectAsync();
        await using var onLaptop = await laptop.ConnectAsync();
        await Task.WhenAll(onPhone.JoinAsync(room), onLaptop.JoinAsync(room));

        await (
            await phone.Http.PostAsync(new Uri("api/auth/logout", UriKind.Relative), content: null)
        ).ReadAsync(HttpStatusCode.NoContent);
        await onPhone.ClosedAsync();
        await laptop.SendAsync(room, "still on");

        Assert.Equal("still on", (await onLaptop.NextAsync("new-message")).Text("content"));
        Assert.Empty(onPhone.Waiting("new-message"));
    }

    [Fact]
    public async Task Signing_out_ends_a_connection_whose_client_reads_nothing()
    {
        var ada = await app.RegisterAsync();
        var grant = await ada.NegotiateAsync();
        await using var stuck = await RawClient.ConnectAsync(
            grant.Text("url")!,
            grant.Text("accessToken")!
        );
        await stuck.CallAsync("user-online", "[{}]");
        await FloodAsync(ada);

        await (
            await ada.Http.PostAsync(new Uri("api/auth/logout", UriKind.Relative), content: null)
        ).ReadAsync(HttpStatusCode.NoContent);

        await stuck.EndedAsync();
        Assert.Equal(
            0L,
            await app.QueryAsync<long>(
                $"SELECT count(*) FROM session_connections JOIN sessions s ON s.id = session_id WHERE s.user_id = {ada.Id}"
            )
        );
    }

    [Fact]
    public async Task A_connection_that_is_opened_with_a_grant_from_before_signing_out_is_closed()
    {
        var ada = await app.RegisterAsync();
        var grant = await ada.NegotiateAsync();
        await ada.Http.PostAsync(new Uri("api/auth/logout", UriKind.Relative), content: null);

        await using var connection = await TestConnection.OpenAsync(grant);

        await connection.ClosedAsync();
    }

    /// <summary>More than sockets hold, less than may wait.</summary>
    private async Task FloodAsync(TestUser user)
    {
        var payload = JsonSerializer.SerializeToElement(new string('x', 100_000));
        await app
            .Services.GetRequiredService<IRealtimeGateway>()
            .SendAsync(
                [.. Enumerable.Repeat(new Delivery(Audience.User(user.Id), "flood", payload), 100)],
                CancellationToken.None
            );
    }

    [Fact]
    public async Task Negotiating_needs_a_token()
    {
        var answer = await app.Anonymous.PostAsync(
            new Uri("api/negotiate", UriKind.Relative),
            content: null
        );

        await answer.ReadProblemAsync(HttpStatusCode.Unauthorized, "token_missing");
    }
}
