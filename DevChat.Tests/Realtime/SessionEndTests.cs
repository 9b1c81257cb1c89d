using System.Net;
using DevChat.Tests.Support;

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
    public async Task A_connection_that_is_opened_with_a_grant_from_before_signing_out_is_closed()
    {
        var ada = await app.RegisterAsync();
        var grant = await ada.NegotiateAsync();
        await ada.Http.PostAsync(new Uri("api/auth/logout", UriKind.Relative), content: null);

        await using var connection = await TestConnection.OpenAsync(grant);

        await connection.ClosedAsync();
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
