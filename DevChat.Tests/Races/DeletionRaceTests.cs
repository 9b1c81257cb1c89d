using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Races;

/// <summary>Requests that arrive together with the deletion of their room.</summary>
public sealed class DeletionRaceTests(DevChatApp app, ITestOutputHelper output)
    : IClassFixture<DevChatApp>
{
    private const int Rounds = 40;
    private const int AtOnce = 6;

    [Fact]
    public async Task Messages_and_their_room_are_deleted_at_once()
    {
        var ada = await app.RegisterAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var room = (await ada.OpenGroupAsync($"round {round}")).Id();
            var messages = new List<long>();
            for (var i = 0; i < AtOnce; i++)
            {
                messages.Add((await ada.SendAsync(room, $"message {i}")).Number("id"));
            }

            var answers = await Task.WhenAll([
                .. messages.Select(id => DeleteAsync(ada, $"api/messages/{id}")),
                DeleteAsync(ada, $"api/chatrooms/{room}"),
            ]);

            Assert.Equal(HttpStatusCode.NoContent, answers[^1]);
            Assert.All(answers, status => Assert.Contains(status, Deleted));
        }

        output.WriteLine($"{Rounds} rounds of {AtOnce} messages");
    }

    [Fact]
    public async Task A_direct_room_that_is_being_deleted_is_opened_anew()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        for (var round = 0; round < Rounds; round++)
        {
            var opened = await ada.CreateAsync(name: null, isGroup: false, grace);
            var room = (await opened.ReadAsync(opened.StatusCode)).Id();
            // Its creator may delete it.
            var creator = await ada.GetAsync($"api/chatrooms/{room}");
            var owner = creator.Number("created_by") == ada.Id ? ada : grace;

            var deletion = DeleteAsync(owner, $"api/chatrooms/{room}");
            var answers = await Task.WhenAll(
                Enumerable
                    .Range(0, AtOnce)
                    .Select(i =>
                        i % 2 == 0
                            ? ada.CreateAsync(name: null, isGroup: false, grace)
                            : grace.CreateAsync(name: null, isGroup: false, ada)
                    )
            );

            Assert.Equal(HttpStatusCode.NoContent, await deletion);
            Assert.All(answers, answer => Assert.Contains(answer.StatusCode, Opened));
        }

        output.WriteLine($"{Rounds} rounds of {AtOnce} requests");
    }

    [Fact]
    public async Task A_retry_of_a_message_whose_room_is_being_deleted_finds_the_message_or_no_room()
    {
        var ada = await app.RegisterAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var room = (await ada.OpenGroupAsync($"round {round}")).Id();
            var key = Guid.CreateVersion7();
            var first = await ada.PostMessageAsync(room, "once", key);
            await first.ReadAsync(HttpStatusCode.Created);

            var retries = Enumerable
                .Range(0, AtOnce)
                .Select(_ => ada.PostMessageAsync(room, "once", key))
                .ToList();
            var deletion = DeleteAsync(ada, $"api/chatrooms/{room}");

            foreach (var answer in await Task.WhenAll(retries))
            {
                Assert.Contains(answer.StatusCode, FoundOrGone);
            }

            Assert.Equal(HttpStatusCode.NoContent, await deletion);
        }

        output.WriteLine($"{Rounds} rounds of {AtOnce} requests");
    }

    private static readonly HttpStatusCode[] Deleted =
    [
        HttpStatusCode.NoContent,
        HttpStatusCode.NotFound,
    ];

    private static readonly HttpStatusCode[] Opened = [HttpStatusCode.OK, HttpStatusCode.Created];

    private static readonly HttpStatusCode[] FoundOrGone =
    [
        HttpStatusCode.OK,
        HttpStatusCode.NotFound,
    ];

    private static async Task<HttpStatusCode> DeleteAsync(TestUser user, string path) =>
        (await user.Http.DeleteAsync(new Uri(path, UriKind.Relative))).StatusCode;
}
