using DevChat.Domain.Announcements;
using DevChat.Domain.Chatrooms;
using DevChat.Domain.Messages;
using DevChat.Domain.Participants;
using DevChat.Domain.Presence;
using DevChat.Domain.ReadState;
using DevChat.Domain.Sessions;
using DevChat.Domain.Users;
using DevChat.LargeData.Filling;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.LargeData.Measuring;

/// <summary>What is measured, and what the tests of query plans run.</summary>
public static class ChatQueries
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(15);

    private static readonly string[] Searched = ["ada", "Grace", "tim.1", "radia"];

    /// <summary>Reads a few facts of the database that the queries need.</summary>
    public static async Task<IReadOnlyList<ChatQuery>> PrepareAsync(IServiceProvider services)
    {
        await PresenceLeases.GrantAsync(services);
        await using var scope = services.CreateAsyncScope();
        var lastSeq = await scope
            .ServiceProvider.GetRequiredService<ParticipantAccess>()
            .GetLastSeqAsync(KnownIds.BusyUser, KnownIds.LargeRoom, CancellationToken.None);
        var direct = await scope
            .ServiceProvider.GetRequiredService<ChatroomService>()
            .ListAsync(
                KnownIds.BusyUser,
                new ChatroomFilter("direct", Limit: SyncQueries.MissedMessages, Cursor: null),
                CancellationToken.None
            );
        return
        [
            .. Rooms(),
            .. History(lastSeq),
            .. Unread(),
            .. Users(),
            .. Sends(direct.Chatrooms[0].Id),
            .. await SyncQueries.PrepareAsync(
                scope.ServiceProvider,
                [.. direct.Chatrooms.Select(room => room.Id)]
            ),
            .. Sweeps(),
        ];
    }

    private static IEnumerable<ChatQuery> Rooms() =>
        [
            ChatQuery.Of<ChatroomService>(
                "room list, first page",
                (rooms, _) => RoomPageAsync(rooms, cursor: null)
            ),
            ChatQuery.Of<ChatroomService>(
                "room list, all pages",
                (rooms, _) => AllRoomsAsync(rooms)
            ),
            ChatQuery.Of<ChatroomService>(
                "room with 1,000 participants",
                (rooms, _) =>
                    rooms.GetAsync(KnownIds.BusyUser, KnownIds.LargeRoom, CancellationToken.None)
            ),
        ];

    private static IEnumerable<ChatQuery> History(long lastSeq)
    {
        long Middle(int run) => lastSeq / 2 + run * 37 % (lastSeq / 4);
        return
        [
            ChatQuery.Of<MessageService>(
                "history, newest page",
                (messages, _) => PageAsync(messages, new(Before: null, After: null, Limit: null))
            ),
            ChatQuery.Of<MessageService>(
                "history, before the middle",
                (messages, run) => PageAsync(messages, new(Middle(run), After: null, Limit: null))
            ),
            ChatQuery.Of<MessageService>(
                "history, after the middle",
                (messages, run) => PageAsync(messages, new(Before: null, Middle(run), Limit: null))
            ),
        ];
    }

    private static IEnumerable<ChatQuery> Unread() =>
        [
            ChatQuery.Of<ReadStateService>(
                "unread count, nearly all read",
                (reads, _) => CountAsync(reads, KnownIds.BusyUser)
            ),
            ChatQuery.Of<ReadStateService>(
                "unread count, nothing read",
                (reads, _) => CountAsync(reads, KnownIds.Lurker)
            ),
            ChatQuery.Of<UnreadRecount>(
                "unread recount, large room",
                (recount, _) =>
                    recount.CountAsync(KnownIds.LargeRoom, deferredId: null, CancellationToken.None)
            ),
        ];

    private static IEnumerable<ChatQuery> Users() =>
        [
            ChatQuery.Of<UserService>(
                "user search",
                (users, run) => SearchAsync(users, run, online: null)
            ),
            ChatQuery.Of<UserService>(
                "user search, online only",
                (users, run) => SearchAsync(users, run, online: true)
            ),
        ];

    private static IEnumerable<ChatQuery> Sends(int directRoom)
    {
        var retried = Guid.CreateVersion7();
        return
        [
            ChatQuery.Of<MessageService>(
                "send, large room",
                (messages, _) => SendAsync(messages, KnownIds.LargeRoom, Guid.CreateVersion7())
            ),
            ChatQuery.Of<MessageService>(
                "send, direct room",
                (messages, _) => SendAsync(messages, directRoom, Guid.CreateVersion7())
            ),
            ChatQuery.Of<MessageService>(
                "send again, same client_message_id",
                (messages, _) => SendAsync(messages, directRoom, retried)
            ),
        ];
    }

    private static IEnumerable<ChatQuery> Sweeps() =>
        [
            new("sweep of presence", SweepPresenceAsync)
            {
                BeforeAsync = PresenceLeases.RenewAsync,
            },
            ChatQuery.Of<SessionCleanup>(
                "sweep of overdue connections",
                (cleanup, _) => cleanup.FindOverdueConnectionsAsync(CancellationToken.None)
            ),
            ChatQuery.Of<SessionCleanup>(
                "sweep of old sessions",
                (cleanup, _) => cleanup.DeleteOldSessionsAsync(CancellationToken.None)
            ),
            ChatQuery.Of<SessionCleanup>(
                "number of connections",
                (cleanup, _) => cleanup.CountConnectionsAsync(CancellationToken.None)
            ),
            ChatQuery.Of<UnannouncedChatrooms>(
                "sweep of announcements",
                (unannounced, _) => unannounced.FindAsync(CancellationToken.None)
            ),
        ];

    private static async Task AllRoomsAsync(ChatroomService rooms)
    {
        string? cursor = null;
        do
        {
            cursor = (await RoomPageAsync(rooms, cursor)).NextCursor;
        } while (cursor is not null);
    }

    private static Task<ChatroomPage> RoomPageAsync(ChatroomService rooms, string? cursor) =>
        rooms.ListAsync(
            KnownIds.BusyUser,
            new ChatroomFilter(Type: null, Limit: null, cursor),
            CancellationToken.None
        );

    private static Task<MessagePage> PageAsync(MessageService messages, MessageRange range) =>
        messages.ListAsync(KnownIds.BusyUser, KnownIds.LargeRoom, range, CancellationToken.None);

    /// <summary>Moves nothing, because seq 0 is read already.</summary>
    private static Task<MarkedRead> CountAsync(ReadStateService reads, int userId) =>
        reads.MarkAsync(userId, KnownIds.LargeRoom, new ReadPosition(0), CancellationToken.None);

    private static Task<UserPage> SearchAsync(UserService users, int run, bool? online) =>
        users.ListAsync(
            KnownIds.BusyUser,
            new UserFilter(Searched[run % Searched.Length], online, Limit: null, Cursor: null),
            CancellationToken.None
        );

    internal static Task<SentMessage> SendAsync(
        MessageService messages,
        int room,
        Guid clientMessageId
    ) =>
        messages.SendAsync(
            KnownIds.BusyUser,
            new NewMessage(room, "A message of ordinary length, sent to measure.", clientMessageId),
            CancellationToken.None
        );

    /// <summary>Sweeps with long pauses between them would do nothing, so the clock moves as the timer would.</summary>
    private static Task<IReadOnlyList<StatusNotice>> SweepPresenceAsync(
        IServiceProvider services,
        int run
    )
    {
        services.GetRequiredService<MovableClock>().Ahead += BetweenSweeps;
        return services.GetRequiredService<PresenceSweep>().RunAsync(CancellationToken.None);
    }
}
