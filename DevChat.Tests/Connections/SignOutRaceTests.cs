using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using DevChat.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;

namespace DevChat.Tests.Connections;

/// <summary>A token of the hub that was given out before its session ended.</summary>
public sealed class SignOutRaceTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private const int Loops = 16;
    private const int Rounds = 8;
    private const int RoomsAfterwards = 4;

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Nothing_is_heard_after_signing_out_however_often_one_reconnects(
        HttpTransportType transport
    )
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        await using var witness = await ada.ComeOnlineAsync();
        var opened = 0;

        for (var round = 0; round < Rounds; round++)
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
            $"{Rounds} rounds, {Rounds * RoomsAfterwards} rooms, {opened} connections"
        );
    }

    private static async Task SignOutAsync(TestUser user) =>
        await (
            await user.Http.PostAsync(new Uri("api/auth/logout", UriKind.Relative), content: null)
        ).ReadAsync(HttpStatusCode.NoContent);

    /// <summary>Returns when another session of the same user has heard of all of them.</summary>
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

    /// <summary>Loops that connect with one grant, again and again.</summary>
    private sealed class Reconnecting : IAsyncDisposable
    {
        private readonly ConcurrentBag<int> _heard = [];
        private readonly TaskCompletionSource _stop = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        private readonly CountdownEvent _missing = new(Loops);
        private readonly TaskCompletionSource _all = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        private readonly Task _loops;
        private int _opened;

        public Reconnecting(JsonElement grant, HttpTransportType transport) =>
            _loops = Task.WhenAll(
                Enumerable.Range(0, Loops).Select(_ => LoopAsync(grant, transport))
            );

        public int Opened => _opened;

        public Task AllConnectedAsync() => _all.Task.WaitAsync(TimeSpan.FromSeconds(30));

        /// <summary>The rooms that any of the connections was told of.</summary>
        public async Task<IReadOnlyCollection<int>> StopAsync()
        {
            _stop.TrySetResult();
            await _loops;
            return _heard;
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            _missing.Dispose();
        }

        private async Task LoopAsync(JsonElement grant, HttpTransportType transport)
        {
            var isFirst = true;
            while (!_stop.Task.IsCompleted)
            {
                try
                {
                    await using var connection = await TestConnection.OpenAsync(grant, transport);
                    await ListenAsync(connection, isFirst);
                    isFirst = false;
                }
                catch (Exception refusal) when (!isFirst)
                {
                    // In what way the door is shut does not matter here.
                    Assert.NotNull(refusal.Message);
                }
            }
        }

        private async Task ListenAsync(TestConnection connection, bool isFirst)
        {
            Interlocked.Increment(ref _opened);
            if (isFirst && _missing.Signal())
            {
                _all.TrySetResult();
            }
            await Task.WhenAny(connection.ClosedAsync(), _stop.Task);
            foreach (var room in connection.Waiting("chatroom-created"))
            {
                _heard.Add(room.Id());
            }
        }
    }
}
