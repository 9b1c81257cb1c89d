using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.AspNetCore.Http.Connections;

namespace DevChat.Tests.Connections;

/// <summary>A token of the hub that was given out before its session ended.</summary>
public sealed class SignOutRaceTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private const int RoomsAfterwards = 4;

    [Theory]
    [InlineData(HttpTransportType.WebSockets, 8)]
    [InlineData(HttpTransportType.ServerSentEvents, 4)]
    [InlineData(HttpTransportType.LongPolling, 4)]
    public async Task No_event_arrives_after_signing_out_however_often_one_reconnects(
        HttpTransportType transport,
        int rounds
    )
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        await using var witness = await ada.ComeOnlineAsync();
        var opened = 0;

        for (var round = 0; round < rounds; round++)
        {
            var phone = await app.LoginAsync(ada);
            await using var reconnecting = new Reconnecting(
                await phone.NegotiateAsync(),
                transport
            );
            await reconnecting.AllConnectedAsync();

            await SignOutAsync(phone);
            var rooms = await OpenRoomsAsync(grace, ada, witness);

            Assert.Empty((await reconnecting.StopAsync()).Intersect(rooms));
            opened += reconnecting.Opened;
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{rounds} rounds, {rounds * RoomsAfterwards} rooms, {opened} connections"
        );
    }

    private static async Task SignOutAsync(TestUser user) =>
        await (
            await user.Http.PostAsync(new Uri("api/auth/logout", UriKind.Relative), content: null)
        ).ReadAsync(HttpStatusCode.NoContent);

    /// <summary>Waits until another session of the same user has received all of them.</summary>
    private static async Task<IReadOnlyList<int>> OpenRoomsAsync(
        TestUser creator,
        TestUser other,
        TestConnection witness
    )
    {
        var rooms = new List<int>();
        for (var i = 0; i < RoomsAfterwards; i++)
        {
            rooms.Add((await creator.OpenGroupAsync("after signing out", other)).Id());
            Assert.Equal(rooms[^1], (await witness.NextAsync("chatroom-created")).Id());
        }

        return rooms;
    }
}
