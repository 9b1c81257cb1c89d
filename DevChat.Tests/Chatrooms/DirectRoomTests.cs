using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Chatrooms;

public sealed class DirectRoomTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task Opening_a_direct_room_again_leads_to_the_same_room_from_both_sides()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = await ada.OpenDirectRoomAsync(grace);

        var again = await (await ada.CreateAsync(null, isGroup: false, grace)).ReadAsync(
            HttpStatusCode.OK
        );
        var fromOtherSide = await (
            await grace.CreateAsync("a name", isGroup: false, ada)
        ).ReadAsync(HttpStatusCode.OK);

        Assert.Equal(room.Id(), again.Id());
        Assert.Equal(room.Id(), fromOtherSide.Id());
        Assert.True(fromOtherSide.IsNull("name"));
    }

    [Fact]
    public async Task Ten_requests_from_both_sides_at_once_open_one_direct_room()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(i =>
                    i % 2 == 0
                        ? ada.CreateAsync(null, false, grace)
                        : grace.CreateAsync(null, false, ada)
                )
        );

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(9, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        var rooms = await Task.WhenAll(
            answers.Select(answer => answer.Content.ReadFromJsonAsync<JsonElement>())
        );
        Assert.Single(rooms.Select(JsonReading.Id).Distinct());
        Assert.Single((await ada.GetAsync("api/chatrooms")).Items("chatrooms"));
    }

    [Fact]
    public async Task A_direct_room_needs_exactly_one_other()
    {
        var (ada, grace, linus) = (
            await app.RegisterAsync(),
            await app.RegisterAsync(),
            await app.RegisterAsync()
        );

        await (await ada.CreateAsync(null, isGroup: false)).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "not_one_other"
        );
        await (await ada.CreateAsync(null, isGroup: false, ada)).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "not_one_other"
        );
        await (await ada.CreateAsync(null, isGroup: false, grace, linus)).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "not_one_other"
        );
        await (await ada.CreateAsync(null, isGroup: false, ada, grace, grace)).ReadAsync(
            HttpStatusCode.Created
        );
    }
}
