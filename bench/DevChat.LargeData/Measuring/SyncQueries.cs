using DevChat.Domain.Messages;
using DevChat.Domain.Paging;
using DevChat.Domain.Sync;
using DevChat.LargeData.Filling;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.LargeData.Measuring;

/// <summary>A client of the busy user, which asks after each run and so misses little.</summary>
internal static class SyncQueries
{
    /// <summary>Each in another room.</summary>
    public const int MissedMessages = 3;

    public static async Task<IReadOnlyList<ChatQuery>> PrepareAsync(
        IServiceProvider services,
        IReadOnlyList<int> rooms
    )
    {
        var since = await CatchUpAsync(services, since: null);
        return
        [
            new("sync, nothing missed", SyncAsync),
            new("sync, three messages missed", SyncAsync) { BeforeAsync = SendAllAsync },
        ];

        async Task SyncAsync(IServiceProvider scope, int run) =>
            since = await CatchUpAsync(scope, since);

        async Task SendAllAsync(IServiceProvider scope)
        {
            var messages = scope.GetRequiredService<MessageService>();
            foreach (var room in rooms)
            {
                await ChatQueries.SendAsync(messages, room, Guid.CreateVersion7());
            }
        }
    }

    private static async Task<string> CatchUpAsync(IServiceProvider services, string? since)
    {
        var sync = services.GetRequiredService<SyncService>();
        SyncPage page;
        do
        {
            page = await sync.ReadAsync(
                KnownIds.BusyUser,
                new SyncRange(since, PageLimit.Max),
                CancellationToken.None
            );
            since = page.Next;
        } while (page.More);

        return since;
    }
}
