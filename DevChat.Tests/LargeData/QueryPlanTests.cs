namespace DevChat.Tests.LargeData;

/// <summary>
/// How PostgreSQL executes the frequent queries among 150,000 messages, 40,000 users and 30,000 rooms. The SQL is the
/// one that the services send.
/// </summary>
public sealed class QueryPlanTests(FilledChat chat) : IClassFixture<FilledChat>
{
    private static readonly string[] LargeTables =
    [
        "messages",
        "chatrooms",
        "chatroom_participants",
        "users",
    ];

    /// <summary>Query, the most rows it may read, and indexes that it must use.</summary>
    public static TheoryData<string, int, string[]> Queries =>
        new()
        {
            {
                "room list, first page",
                8_000,
                [
                    "ix_chatroom_participants_user_id",
                    "pk_chatrooms",
                    "ux_messages_seq",
                    "ix_messages_sender",
                    "ix_messages_deleted",
                ]
            },
            { "room list, all pages", 60_000, ["pk_chatrooms", "ux_messages_seq"] },
            { "room with 1,000 participants", 8_000, ["pk_users", "ux_messages_seq"] },
            { "history, newest page", 500, ["ux_messages_seq", "pk_users"] },
            { "history, before the middle", 500, ["ux_messages_seq", "pk_users"] },
            { "history, after the middle", 500, ["ux_messages_seq", "pk_users"] },
            { "unread count, nearly all read", 500, ["ix_messages_sender", "ix_messages_deleted"] },
            { "unread count, nothing read", 2_000, ["ix_messages_sender", "ix_messages_deleted"] },
            { "unread recount, large room", 20_000, ["ix_messages_sender", "ix_messages_deleted"] },
            { "user search", 60, ["ux_users_username"] },
            { "user search, online only", 60, ["ix_users_online"] },
            { "send, large room", 100, ["pk_chatrooms", "pk_chatroom_participants"] },
            { "send, direct room", 100, ["pk_chatrooms", "pk_chatroom_participants"] },
            { "send again, same client_message_id", 100, ["pk_chatrooms"] },
            {
                "sync, nothing missed",
                8_000,
                ["ix_chatroom_participants_user_id", "pk_chatrooms", "ix_participants_changed"]
            },
            {
                "sync, three messages missed",
                8_000,
                ["ix_chatroom_participants_user_id", "pk_chatrooms", "ux_messages_seq"]
            },
            { "sweep of presence", 2_100, ["ix_users_online_id"] },
            { "sweep of overdue connections", 10, ["ix_session_connections_closes_at"] },
            { "sweep of old sessions", 10, ["ix_sessions_expires_at"] },
            { "number of connections", 5_000, [] },
            { "sweep of announcements", 5_000, [] },
        };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_query_reads_few_rows_by_indexes(
        string query,
        int mostRows,
        string[] indexes
    )
    {
        var plans = await chat.RunAsync(query);

        var scans = plans.SelectMany(plan => plan.Scans).ToList();
        Assert.NotEmpty(scans);
        Assert.DoesNotContain(
            scans,
            scan => scan.Kind == "Seq Scan" && LargeTables.Contains(scan.Table)
        );
        Assert.Subset(scans.Select(scan => scan.Index!).ToHashSet(), indexes.ToHashSet());
        Assert.True(
            scans.Sum(scan => scan.Rows) <= mostRows,
            string.Join('\n', scans.OrderByDescending(scan => scan.Rows))
        );
    }

    [Fact]
    public void Every_measured_query_is_tested() =>
        Assert.Equal(Queries.Select(row => row.Data.Item1), chat.Queries);
}
