using System.Net.Http.Json;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Races;

/// <summary>Whatever overlaps, a client that keeps the newest <c>unread-changed</c> ends up with the count that REST has.</summary>
public sealed class UnreadRaceTests(DevChatApp app, ITestOutputHelper output)
    : IClassFixture<DevChatApp>
{
    private const int Rounds = 25;

    [Fact]
    public async Task A_read_call_during_a_burst_leaves_the_right_unread_count()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var connection = await grace.ComeOnlineAsync();
        var newest = new NewestCount();
        for (var round = 0; round < Rounds; round++)
        {
            var first = (await ada.SendAsync(room, "first")).Seq();
            // The events of the burst are on their way by now.
            newest.Take(await connection.NextAsync("unread-changed"));
            var second = ada.SendAsync(room, "second");
            await ReadAsync(grace, room, first);
            await second;
            await ReadAsync(grace, room, seq: null);

            await newest.BecomesAsync(connection, await UnreadAsync(grace, room));
        }

        output.WriteLine($"{Rounds} rounds, {newest.Late} events overtook a newer one");
    }

    [Fact]
    public async Task Of_two_read_calls_at_once_the_further_one_counts()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var connection = await grace.ComeOnlineAsync();
        var newest = new NewestCount();
        for (var round = 0; round < Rounds; round++)
        {
            var first = (await ada.SendAsync(room, "first")).Seq();
            await ada.SendAsync(room, "second");

            await Task.WhenAll(ReadAsync(grace, room, first), ReadAsync(grace, room, first + 1));

            await newest.BecomesAsync(connection, await UnreadAsync(grace, room));
        }

        output.WriteLine($"{Rounds} rounds, {newest.Late} events overtook a newer one");
    }

    private static async Task ReadAsync(TestUser user, int room, long? seq) =>
        (
            await user.Http.PutAsJsonAsync($"api/messages/{room}/read", new { seq })
        ).EnsureSuccessStatusCode();

    private static async Task<JsonElement> UnreadAsync(TestUser user, int room) =>
        await user.GetAsync($"api/chatrooms/{room}");

    /// <summary>The newest unread count that a client received.</summary>
    private sealed class NewestCount
    {
        private (long Revision, long LastReadSeq) _version = (-1, -1);
        private long _count;

        /// <summary>Events that came after a newer one.</summary>
        public int Late { get; private set; }

        public void Take(JsonElement change)
        {
            var version = (change.Number("revision"), change.Number("last_read_seq"));
            if (version.CompareTo(_version) < 0)
            {
                Late++;
                return;
            }

            (_version, _count) = (version, change.Number("unread_count"));
        }

        /// <summary>Takes events until the newest is that of the room.</summary>
        public async Task BecomesAsync(TestConnection connection, JsonElement room)
        {
            var version = (room.Number("revision"), room.Number("last_read_seq"));
            while (version != _version)
            {
                Take(await connection.NextAsync("unread-changed"));
            }

            Assert.Equal(room.Number("unread_count"), _count);
        }
    }
}
