using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Audit;

public sealed class RoomAuditTests(SignInAuditTests.RecordedApp app)
    : IClassFixture<SignInAuditTests.RecordedApp>
{
    [Fact]
    public async Task Participants_and_deletions_are_recorded_without_message_texts()
    {
        var (ada, grace, linus) = (
            await app.RegisterAsync(),
            await app.RegisterAsync(),
            await app.RegisterAsync()
        );
        var room = (await ada.OpenGroupAsync("audited", grace)).Id();
        var message = (await ada.SendAsync(room, "not for the log")).Number("id");

        await DeleteAsync(ada, $"api/messages/{message}");
        await ada.Http.PostAsJsonAsync(
            $"api/chatrooms/{room}/participants",
            new { user_ids = new[] { linus.Id } }
        );
        await DeleteAsync(ada, $"api/chatrooms/{room}/participants/{linus.Id}");
        await DeleteAsync(ada, $"api/chatrooms/{room}");

        var lines = app.Audited(ada.Id).Skip(1).ToList();
        Assert.Equal(
            [
                "chatroom.created",
                "message.deleted",
                "chatroom.participants_added",
                "chatroom.participant_removed",
                "chatroom.deleted",
            ],
            lines.Select(line => line.Event.Name)
        );
        Assert.All(lines, line => Assert.Equal(room, line.Fields["ChatroomId"]));
        Assert.Equal($"{linus.Id}", lines[2].Fields["UserIds"]);
        Assert.Equal(message, lines[1].Fields["MessageId"]);
        Assert.DoesNotContain(
            app.Log.Entries,
            entry => entry.Text.Contains("not for the log", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Leaving_is_recorded_as_such_and_what_changed_nothing_is_not()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("left", grace)).Id();

        await ada.Http.PostAsJsonAsync(
            $"api/chatrooms/{room}/participants",
            new { user_ids = new[] { grace.Id } }
        );
        await DeleteAsync(grace, $"api/chatrooms/{room}/participants/{grace.Id}");

        Assert.Equal(
            ["account.signed_up", "chatroom.created"],
            app.Audited(ada.Id).Select(line => line.Event.Name)
        );
        Assert.Equal(
            ["account.signed_up", "chatroom.participant_left"],
            app.Audited(grace.Id).Select(line => line.Event.Name)
        );
    }

    private static Task<HttpResponseMessage> DeleteAsync(TestUser user, string path) =>
        user.Http.DeleteAsync(new Uri(path, UriKind.Relative));
}
