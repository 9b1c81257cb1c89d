using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Races;

/// <summary>Events of changes that overlap may arrive in any order: by their revision a client puts them in order.</summary>
public sealed class RoomOrderTests(DevChatApp app, ITestOutputHelper output)
    : IClassFixture<DevChatApp>
{
    private const int Rounds = 60;

    [Fact]
    public async Task A_removal_is_newer_than_the_addition_that_it_takes_back()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        await using var connection = await grace.ComeOnlineAsync();
        var announced = new AnnouncedRooms(connection, grace.Id);
        var rooms = new List<int>();
        for (var round = 0; round < Rounds; round++)
        {
            var room = (await ada.OpenGroupAsync($"round {round}")).Id();
            rooms.Add(room);

            var addition = ada.Http.PostAsJsonAsync(
                $"api/chatrooms/{room}/participants",
                new { user_ids = new[] { grace.Id } }
            );
            await RemoveAsync(ada, grace, room);
            await (await addition).ReadAsync(HttpStatusCode.OK);
        }

        await MarkerAsync(ada, grace, connection);

        Assert.DoesNotContain(rooms, room => announced.Has(room));
        output.WriteLine($"{Rounds} rounds, {announced.Late} events overtook a newer one");
    }

    [Fact]
    public async Task A_deletion_is_newer_than_every_renaming()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        await using var connection = await grace.ComeOnlineAsync();
        var announced = new AnnouncedRooms(connection, grace.Id);
        var rooms = new List<int>();
        for (var round = 0; round < Rounds; round++)
        {
            var room = (await ada.OpenGroupAsync($"round {round}", grace)).Id();
            rooms.Add(room);
            var uri = new Uri($"api/chatrooms/{room}", UriKind.Relative);

            var renamings = Enumerable
                .Range(0, 3)
                .Select(i => ada.Http.PutAsJsonAsync(uri, new { name = $"name {i}" }))
                .ToList();
            var deletion = await ada.Http.DeleteAsync(uri);
            await Task.WhenAll(renamings);
            Assert.Equal(HttpStatusCode.NoContent, deletion.StatusCode);
        }

        await MarkerAsync(ada, grace, connection);

        Assert.DoesNotContain(rooms, room => announced.Has(room));
        output.WriteLine($"{Rounds} rounds, {announced.Late} events overtook a newer one");
    }

    private static async Task RemoveAsync(TestUser creator, TestUser member, int room)
    {
        var path = new Uri($"api/chatrooms/{room}/participants/{member.Id}", UriKind.Relative);
        while ((await creator.Http.DeleteAsync(path)).StatusCode != HttpStatusCode.NoContent) { }
    }

    /// <summary>Returns when an event of a room that is opened now has arrived: outputs are sent in their order.</summary>
    private static async Task MarkerAsync(TestUser ada, TestUser grace, TestConnection connection)
    {
        var marker = (await ada.OpenGroupAsync("marker", grace)).Id();
        while ((await connection.NextAsync("chatroom-created")).Id() != marker) { }
    }

    /// <summary>The rooms of a client's list, kept by events alone.</summary>
    private sealed class AnnouncedRooms
    {
        private readonly ConcurrentQueue<(string Name, JsonElement Payload)> _announced = new();
        private readonly Dictionary<int, (long Revision, bool IsIn)> _rooms = [];
        private readonly int _userId;

        public AnnouncedRooms(TestConnection connection, int userId)
        {
            _userId = userId;
            connection.OnAny((name, payload) => _announced.Enqueue((name, payload)));
        }

        /// <summary>Events that came after one with a greater revision.</summary>
        public int Late { get; private set; }

        public bool Has(int room)
        {
            while (_announced.TryDequeue(out var announced))
            {
                Apply(announced.Name, announced.Payload);
            }

            return _rooms.TryGetValue(room, out var known) && known.IsIn;
        }

        private void Apply(string name, JsonElement payload)
        {
            switch (name)
            {
                case "chatroom-created" or "chatroom-updated":
                    Apply(payload.Id(), payload.Number("revision"), isIn: true);
                    break;
                case "chatroom-deleted":
                    Apply(RoomOf(payload), payload.Number("revision"), isIn: false);
                    break;
                case "participant-removed" when payload.GetProperty("user").Id() == _userId:
                    Apply(RoomOf(payload), payload.Number("revision"), isIn: false);
                    break;
            }
        }

        private void Apply(int room, long revision, bool isIn)
        {
            if (revision < _rooms.GetValueOrDefault(room).Revision)
            {
                Late++;
                return;
            }

            _rooms[room] = (revision, isIn);
        }

        private static int RoomOf(JsonElement payload) => (int)payload.Number("chatroom_id");
    }
}
