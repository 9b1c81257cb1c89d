using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Chatrooms;

public sealed class RoomCapTests(RoomCapTests.SmallApp app) : IClassFixture<RoomCapTests.SmallApp>
{
    [Fact]
    public async Task A_group_has_so_many_participants_and_no_more()
    {
        var people = await PeopleAsync(5);

        var tooLarge = await people[0].CreateAsync("too large", isGroup: true, people[1..]);
        await tooLarge.ReadProblemAsync(HttpStatusCode.Conflict, "room_full");

        var room = (await people[0].OpenGroupAsync("full", people[1..4])).Id();
        var more = await AddAsync(people[1], room, people[4]);
        await more.ReadProblemAsync(HttpStatusCode.Conflict, "room_full");
        await (await AddAsync(people[1], room, people[2])).ReadAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Additions_at_once_do_not_exceed_the_size()
    {
        var people = await PeopleAsync(8);
        var room = (await people[0].OpenGroupAsync("nearly full", people[1..3])).Id();

        var answers = await Task.WhenAll(
            people[3..].Select(person => AddAsync(people[1], room, person))
        );

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(
            4,
            (await people[0].GetAsync($"api/chatrooms/{room}")).Number("participant_count")
        );
    }

    [Fact]
    public async Task A_user_opens_so_many_rooms_and_no_more()
    {
        var people = await PeopleAsync(3);
        await people[0].OpenGroupAsync("first");
        await people[0].OpenDirectRoomAsync(people[1]);
        var third = (await people[0].OpenGroupAsync("third")).Id();

        var group = await people[0].CreateAsync("fourth", isGroup: true);
        await group.ReadProblemAsync(HttpStatusCode.Conflict, "too_many_rooms");
        var direct = await people[0].CreateAsync(name: null, isGroup: false, people[2]);
        await direct.ReadProblemAsync(HttpStatusCode.Conflict, "too_many_rooms");
        // One that exists is not opened anew.
        var again = await people[0].CreateAsync(name: null, isGroup: false, people[1]);
        await again.ReadAsync(HttpStatusCode.OK);

        await people[0].Http.DeleteAsync(new Uri($"api/chatrooms/{third}", UriKind.Relative));
        await people[0].OpenGroupAsync("fourth");
    }

    [Fact]
    public async Task A_room_that_its_creator_has_left_does_not_count()
    {
        var people = await PeopleAsync(2);
        for (var i = 0; i < 3; i++)
        {
            var room = (await people[0].OpenGroupAsync($"left {i}", people[1])).Id();
            await people[0]
                .Http.DeleteAsync(
                    new Uri($"api/chatrooms/{room}/participants/{people[0].Id}", UriKind.Relative)
                );
        }

        await people[0].OpenGroupAsync("fourth");
    }

    [Fact]
    public async Task A_user_who_is_in_many_rooms_is_added_to_no_more_and_still_opens_some()
    {
        var people = await PeopleAsync(3);
        for (var i = 0; i < 3; i++)
        {
            await people[0].OpenGroupAsync($"flood {i}", people[1]);
        }

        var group = (await people[2].OpenGroupAsync("one more")).Id();
        var added = await AddAsync(people[2], group, people[1]);
        var problem = await added.ReadProblemAsync(
            HttpStatusCode.Conflict,
            "users_in_too_many_rooms"
        );
        Assert.Equal(["user_ids"], problem.GetProperty("errors").Fields());
        var opened = await people[2].CreateAsync("with both", isGroup: true, people[1]);
        await opened.ReadProblemAsync(HttpStatusCode.Conflict, "users_in_too_many_rooms");

        await people[1].OpenGroupAsync("of one's own");
        await people[2].OpenDirectRoomAsync(people[1]);
    }

    private async Task<TestUser[]> PeopleAsync(int count)
    {
        var people = new TestUser[count];
        for (var i = 0; i < count; i++)
        {
            people[i] = await app.RegisterAsync();
        }

        return people;
    }

    private static Task<HttpResponseMessage> AddAsync(TestUser user, int room, TestUser added) =>
        user.Http.PostAsJsonAsync(
            $"api/chatrooms/{room}/participants",
            new { user_ids = new[] { added.Id } }
        );

    public sealed class SmallApp(EmbeddedServers servers) : DevChatApp(servers)
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?>
            {
                ["Rooms:ParticipantsPerRoom"] = "4",
                ["Rooms:RoomsPerUser"] = "3",
            };
    }
}
