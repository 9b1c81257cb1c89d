using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Unread;

public sealed class UnreadTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Fact]
    public async Task All_devices_of_a_participant_get_the_unread_count()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var onPhone = await grace.ComeOnlineAsync();
        await using var onLaptop = await (await app.LoginAsync(grace)).ComeOnlineAsync();

        await ada.SendAsync(room, "are you there?");

        foreach (var device in (TestConnection[])[onPhone, onLaptop])
        {
            var unread = await device.NextAsync("unread-changed");
            Assert.Equal(
                ["chatroom_id", "unread_count", "last_seq", "last_read_seq", "revision"],
                unread.Fields()
            );
            Assert.Equal(room, unread.Number("chatroom_id"));
            Assert.Equal(1, unread.Number("unread_count"));
            Assert.Equal(1, unread.Number("last_seq"));
            Assert.Equal(0, unread.Number("last_read_seq"));
            Assert.Equal(2, unread.Number("revision"));
        }

        Assert.Empty(onPhone.Waiting("new-message"));
    }

    [Fact]
    public async Task A_read_call_without_progress_does_not_stop_announcements()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var connection = await grace.ComeOnlineAsync();

        await ada.SendAsync(room, "unread");
        await connection.InvokeAsync("mark-read", new { chatroom_id = room, seq = 0 });

        Assert.Equal(1, (await connection.NextAsync("unread-changed")).Number("unread_count"));
    }

    [Fact]
    public async Task A_user_who_returns_to_a_room_is_notified_as_if_for_the_first_time()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("back again", grace)).Id();
        await using var connection = await grace.ComeOnlineAsync();
        await ada.SendAsync(room, "before");
        Assert.Equal(1, (await connection.NextAsync("unread-changed")).Number("unread_count"));
        await ada.Http.DeleteAsync(
            new Uri($"api/chatrooms/{room}/participants/{grace.Id}", UriKind.Relative)
        );
        await ada.Http.PostAsJsonAsync(
            $"api/chatrooms/{room}/participants",
            new { user_ids = new[] { grace.Id } }
        );

        await ada.SendAsync(room, "after");

        Assert.Equal(1, (await connection.NextAsync("unread-changed")).Number("unread_count"));
    }

    [Fact]
    public async Task A_deletion_takes_back_what_was_counted()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var connection = await grace.ComeOnlineAsync();
        var message = await ada.SendAsync(room, "never mind");
        Assert.Equal(1, (await connection.NextAsync("unread-changed")).Number("unread_count"));

        await ada.Http.DeleteAsync(
            new Uri($"api/messages/{message.Number("id")}", UriKind.Relative)
        );

        Assert.Equal(0, (await connection.NextAsync("unread-changed")).Number("unread_count"));
    }

    [Fact]
    public async Task The_deletion_of_a_message_that_was_read_is_announced()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var connection = await grace.ComeOnlineAsync();
        var message = await ada.SendAsync(room, "read, and regretted");
        await connection.InvokeAsync("mark-read", new { chatroom_id = room, seq = 1 });
        var unread = await connection.NextAsync("unread-changed");
        while (unread.Number("last_read_seq") < 1)
        {
            unread = await connection.NextAsync("unread-changed");
        }

        await ada.Http.DeleteAsync(
            new Uri($"api/messages/{message.Number("id")}", UriKind.Relative)
        );

        var deleted = await connection.NextAsync("unread-changed");
        Assert.Equal(0, deleted.Number("unread_count"));
        Assert.True(deleted.Number("revision") > unread.Number("revision"));
    }

    [Fact]
    public async Task The_sender_is_notified_on_a_device_that_has_not_joined_the_room()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var onPhone = await ada.ComeOnlineAsync();

        await ada.SendAsync(room, "one");
        Assert.Equal(1, (await onPhone.NextAsync("unread-changed")).Number("last_seq"));
        await ada.SendAsync(room, "two");

        var unread = await onPhone.NextAsync("unread-changed");
        Assert.Equal(2, unread.Number("last_seq"));
        Assert.Equal(0, unread.Number("unread_count"));
    }

    [Fact]
    public async Task The_repair_announces_what_a_crash_lost()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var connection = await grace.ComeOnlineAsync();
        await connection.JoinAsync(room);
        await InsertWithoutAnnouncingAsync(ada.Id, room, "committed, then the power went");

        await app.RunTimerAsync("RepairAnnouncements");

        Assert.Equal(
            "committed, then the power went",
            (await connection.NextAsync("new-message")).Text("content")
        );
        Assert.Equal(1, (await connection.NextAsync("unread-changed")).Number("unread_count"));
        await app.RunTimerAsync("RepairAnnouncements");
        await ada.SendAsync(room, "back again");
        Assert.Equal(2, (await connection.NextAsync("new-message")).Seq());
    }

    [Fact]
    public async Task A_recount_that_a_crash_lost_after_a_deletion_is_repeated()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var connection = await grace.ComeOnlineAsync();
        await ada.SendAsync(room, "seen");
        Assert.Equal(1, (await connection.NextAsync("unread-changed")).Number("unread_count"));
        await app.QueryAsync<long>(
            $"""
            WITH erased AS (UPDATE messages SET content = NULL, deleted_at = now() WHERE chatroom_id = {room} RETURNING 1),
                 due AS (UPDATE chatrooms SET revision = revision + 1, recount_due_since = now() - interval '1 minute' WHERE id = {room} RETURNING 1)
            SELECT count(*) FROM erased, due
            """
        );

        await app.RunTimerAsync("RepairAnnouncements");

        Assert.Equal(0, (await connection.NextAsync("unread-changed")).Number("unread_count"));
    }

    /// <summary>Inserts a message and announces nothing, as a crash after the commit does.</summary>
    private Task<long> InsertWithoutAnnouncingAsync(int sender, int room, string content) =>
        app.QueryAsync<long>(
            $"""
            WITH place AS (
                UPDATE chatrooms SET last_seq = last_seq + 1, updated_at = now() - interval '1 minute',
                       recount_due_since = now() - interval '1 minute' WHERE id = {room}
                RETURNING id, last_seq, updated_at
            )
            INSERT INTO messages (chatroom_id, seq, sender_id, content, created_at)
            SELECT id, last_seq, {sender}, '{content}', updated_at FROM place RETURNING seq
            """
        );
}
