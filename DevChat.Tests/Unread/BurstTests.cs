using System.Diagnostics;
using DevChat.Domain.Announcements;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Unread;

public sealed class BurstTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private const int Messages = 50;

    [Fact]
    public async Task A_burst_changes_the_unread_count_a_few_times_and_the_last_count_is_complete()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();
        await using var connection = await grace.ComeOnlineAsync();
        var started = Stopwatch.GetTimestamp();

        await Task.WhenAll(
            Enumerable.Range(0, Messages).Select(n => ada.SendAsync(room, $"message {n}"))
        );

        var counts = new List<long>();
        while (counts.LastOrDefault() != Messages)
        {
            counts.Add((await connection.NextAsync("unread-changed")).Number("unread_count"));
        }

        // One at once, one after each rest.
        var rests = (int)(Stopwatch.GetElapsedTime(started) / UnreadRecountGate.Rest);
        Assert.InRange(counts.Count, 1, 2 + rests);
        Assert.Equal(counts.Order().Distinct(), counts);
    }

    [Fact]
    public async Task After_a_burst_no_recount_is_due()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenDirectRoomAsync(grace)).Id();

        await Task.WhenAll(
            Enumerable.Range(0, Messages).Select(n => ada.SendAsync(room, $"message {n}"))
        );

        await Soon.UntilAsync(
            () =>
                app.QueryAsync<bool>(
                    $"SELECT recount_due_since IS NULL FROM chatrooms WHERE id = {room}"
                ),
            "The room is recounted."
        );
        Assert.Equal(
            Messages,
            await app.QueryAsync<long>($"SELECT announced_seq FROM chatrooms WHERE id = {room}")
        );
    }
}
