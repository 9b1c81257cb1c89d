using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.AspNetCore.Http.Connections;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>What happens on one instance is true on the others: no load balancer, one instance called "here", another "there".</summary>
[Collection(SelfHostedTests.Name)]
public sealed class SharedStateTests(SelfHosted app)
{
    private Uri There => app.One.Address;

    [Fact]
    public async Task A_message_sent_there_reaches_the_room_here()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var here = await ada.ConnectAsync();
        await here.JoinAsync(room);

        var sent = await grace.At(There).SendAsync(room, "from there");

        var received = await here.NextAsync("new-message");
        Assert.Equal(sent.GetRawText(), received.MessageText());
    }

    [Fact]
    public async Task An_event_to_a_user_reaches_all_devices_on_all_instances()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        await using var here = await ada.ConnectAsync();
        await using var there = await ada.At(There).ConnectAsync();

        var room = (await grace.At(There).OpenDirectRoomAsync(ada)).Id();
        await grace.SendAsync(room, "unread");

        foreach (var device in (TestConnection[])[here, there])
        {
            Assert.Equal(room, (await device.NextAsync("chatroom-created")).Id());
            Assert.Equal(1, (await device.NextAsync("unread-changed")).Number("unread_count"));
        }
    }

    [Fact]
    public async Task A_participant_removed_there_gets_no_event_here()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("until then", grace)).Id();
        await using var here = await grace.ConnectAsync();
        await here.JoinAsync(room);

        var removed = await ada.At(There)
            .Http.DeleteAsync(
                new Uri($"api/chatrooms/{room}/participants/{grace.Id}", UriKind.Relative)
            );
        await removed.ReadAsync(HttpStatusCode.NoContent);
        await ada.At(There).SendAsync(room, "unheard");
        var other = (await ada.At(There).OpenDirectRoomAsync(grace)).Id();
        await here.JoinAsync(other);
        await ada.At(There).SendAsync(other, "heard");

        Assert.Equal("heard", (await here.NextAsync("new-message")).Text("content"));
    }

    [Fact]
    public async Task Signing_out_there_ends_the_session_here()
    {
        var ada = await app.RegisterAsync();
        await using var here = await ada.ConnectAsync();
        await ada.GetAsync("api/auth/me");

        await ada.At(There)
            .Http.PostAsync(new Uri("api/auth/logout", UriKind.Relative), content: null);

        var refused = await ada.Http.GetAsync(new Uri("api/auth/me", UriKind.Relative));
        await refused.ReadProblemAsync(HttpStatusCode.Unauthorized, "session_ended");
        await here.ClosedAsync();
    }

    [Fact]
    public async Task No_event_arrives_there_after_signing_out_here_however_often_one_reconnects()
    {
        const int rounds = 4;
        var grace = await app.RegisterAsync();
        var opened = 0;
        for (var round = 0; round < rounds; round++)
        {
            var phone = await app.RegisterAsync();
            await using var laptop = await (await app.LoginAsync(phone)).ComeOnlineAsync();
            await using var reconnecting = new Reconnecting(
                await phone.At(There).NegotiateAsync(),
                HttpTransportType.WebSockets
            );
            await reconnecting.AllConnectedAsync();

            await (
                await phone.Http.PostAsync(
                    new Uri("api/auth/logout", UriKind.Relative),
                    content: null
                )
            ).ReadAsync(HttpStatusCode.NoContent);
            var room = (await grace.OpenGroupAsync("after signing out", phone)).Id();

            Assert.Equal(room, (await laptop.NextAsync("chatroom-created")).Id());
            Assert.DoesNotContain(room, await reconnecting.StopAsync());
            opened += reconnecting.Opened;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{rounds} rounds, {opened} connections");
    }

    [Fact]
    public async Task A_retry_there_of_a_message_sent_here_is_the_same_message()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("retry")).Id();
        var key = Guid.CreateVersion7();

        var answers = await Task.WhenAll(
            ada.PostMessageAsync(room, "once", key),
            ada.At(There).PostMessageAsync(room, "once", key)
        );

        var messages = await Task.WhenAll(
            answers.Select(async answer =>
                await answer.ReadAsync(answer.EnsureSuccessStatusCode().StatusCode)
            )
        );
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.Created],
            answers.Select(answer => answer.StatusCode).Order()
        );
        Assert.Single(messages.Select(message => message.Id()).Distinct());
    }

    [Fact]
    public async Task Attempts_to_sign_in_here_and_there_are_counted_together()
    {
        var credentials = new { email = "nobody@example.test", password = TestUser.Password };
        using var there = new HttpClient { BaseAddress = There };

        var first = await app.Anonymous.PostAsJsonAsync("api/auth/login", credentials);
        var second = await there.PostAsJsonAsync("api/auth/login", credentials);
        var third = await app.Anonymous.PostAsJsonAsync("api/auth/login", credentials);

        await first.ReadProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        await second.ReadProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        await third.ReadProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
    }
}
