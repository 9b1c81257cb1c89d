using DevChat.Functions.Messages;
using DevChat.Functions.OpenApi;
using DevChat.Functions.Realtime;
using DevChat.Host.Realtime;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Realtime;

public sealed class EventBundleTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public void A_bundle_is_written_as_its_messages_one_after_the_other()
    {
        var protocol = app.Services.GetRequiredService<IHubProtocol>();
        var events = Enumerable.Range(1, 3).Select(Event).ToList();

        var together = protocol.GetMessageBytes(
            new InvocationMessage(events[0].Target, [new EventBundle(events)])
        );

        var singly = events.SelectMany(it =>
            protocol.GetMessageBytes(new InvocationMessage(it.Target, [it.Payload])).ToArray()
        );
        Assert.Equal(singly, together.ToArray());
    }

    [Fact]
    public async Task Events_that_are_sent_together_arrive_one_by_one_in_their_order()
    {
        var ada = await app.RegisterAsync();
        var room = (await ada.OpenGroupAsync("together")).Id();
        await using var connection = await ada.ComeOnlineAsync();
        await connection.JoinAsync(room);

        await app
            .Services.GetRequiredService<IRealtimeGateway>()
            .SendAsync(
                [
                    .. Enumerable
                        .Range(1, 3)
                        .Select(Event)
                        .Select(it => it with { Audience = Audience.Room(room) }),
                ],
                Soon.Token
            );

        for (var revision = 1; revision <= 3; revision++)
        {
            var received = await connection.NextAsync("new-message");
            Assert.Equal(revision, received.Number("revision"));
        }
    }

    private static Delivery Event(int revision) => MessageEvents.New(Samples.Message, revision);
}
