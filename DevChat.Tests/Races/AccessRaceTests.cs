using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Races;

/// <summary>Requests of a member that arrive together with its removal: each counts before it, or is refused.</summary>
public sealed class AccessRaceTests(DevChatApp app, ITestOutputHelper output)
    : IClassFixture<DevChatApp>
{
    private const int Rounds = 40;
    private const int AtOnce = 8;

    [Fact]
    public async Task A_removed_participant_does_not_come_back_by_its_own_requests()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        for (var round = 0; round < Rounds; round++)
        {
            var room = (await ada.OpenGroupAsync($"round {round}", grace)).Id();

            await AgainstRemovalAsync(ada, grace, room, () => AddAsync(grace, room, grace));

            var answer = await grace.Http.GetAsync(Relative($"api/chatrooms/{room}"));
            await answer.ReadProblemAsync(HttpStatusCode.NotFound, "chatroom_not_found");
        }

        output.WriteLine($"{Rounds} rounds of {AtOnce} requests");
    }

    [Fact]
    public async Task A_removed_participant_adds_nobody()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var friend = await app.RegisterAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var room = (await ada.OpenGroupAsync($"round {round}", grace)).Id();

            var atRemoval = await AgainstRemovalAsync(
                ada,
                grace,
                room,
                () => AddAsync(grace, room, friend)
            );

            var afterwards = await ada.GetAsync($"api/chatrooms/{room}");
            Assert.Equal(Participants(atRemoval), Participants(afterwards));
        }

        output.WriteLine($"{Rounds} rounds of {AtOnce} requests");
    }

    [Fact]
    public async Task A_removed_participant_stores_no_message()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        for (var round = 0; round < Rounds; round++)
        {
            var room = (await ada.OpenGroupAsync($"round {round}", grace)).Id();

            var atRemoval = await AgainstRemovalAsync(
                ada,
                grace,
                room,
                () => grace.PostMessageAsync(room, "still here")
            );

            var afterwards = await ada.GetAsync($"api/chatrooms/{room}");
            Assert.Equal(atRemoval.Number("last_seq"), afterwards.Number("last_seq"));
        }

        output.WriteLine($"{Rounds} rounds of {AtOnce} requests");
    }

    /// <summary>Removes the member while its requests are under way. Returns the room as the creator sees it right after the removal.</summary>
    private static async Task<JsonElement> AgainstRemovalAsync(
        TestUser creator,
        TestUser member,
        int room,
        Func<Task<HttpResponseMessage>> request
    )
    {
        var requests = Enumerable.Range(0, AtOnce).Select(_ => request()).ToList();
        var removal = await creator.Http.DeleteAsync(
            Relative($"api/chatrooms/{room}/participants/{member.Id}")
        );
        Assert.Equal(HttpStatusCode.NoContent, removal.StatusCode);
        var atRemoval = await creator.GetAsync($"api/chatrooms/{room}");
        foreach (var answer in await Task.WhenAll(requests))
        {
            Assert.True(
                answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotFound,
                $"{answer.StatusCode}"
            );
        }

        return atRemoval;
    }

    private static Task<HttpResponseMessage> AddAsync(TestUser user, int room, TestUser added) =>
        user.Http.PostAsJsonAsync(
            $"api/chatrooms/{room}/participants",
            new { user_ids = new[] { added.Id } }
        );

    private static IEnumerable<int> Participants(JsonElement room) =>
        room.Items("participants").Select(JsonReading.Id);

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
