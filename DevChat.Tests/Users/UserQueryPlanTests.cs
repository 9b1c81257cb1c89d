using DevChat.Domain.Users;

namespace DevChat.Tests.Users;

/// <summary>How PostgreSQL finds users among a hundred thousand, of whom one in a hundred is online.</summary>
public sealed class UserQueryPlanTests(Crowd crowd) : IClassFixture<Crowd>
{
    [Theory]
    [InlineData("", "", null, "ux_users_username")]
    [InlineData("crowd7", "", null, "ux_users_username")]
    [InlineData("crowd7", "CROWD77", null, "ux_users_username")]
    [InlineData("", "crowd5", null, "ux_users_username")]
    [InlineData("crowd7", "", false, "ux_users_username")]
    [InlineData("", "", true, "ix_users_online")]
    [InlineData("", "crowd5", true, "ix_users_online")]
    [InlineData("crowd7", "", true, "ix_users_online")]
    public async Task A_page_is_a_stretch_of_one_index(
        string prefix,
        string after,
        bool? online,
        string index
    )
    {
        var plan = await crowd.ExplainAsync(database =>
            database.UsersByName(prefix, after, online, count: 51)
        );

        Assert.Contains($"Index Scan using {index} on users", plan, StringComparison.Ordinal);
        Assert.Contains("Index Cond", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("crowd7", "", null)]
    [InlineData("", "crowd5", true)]
    public async Task A_page_of_room_mates_reads_the_own_rooms_and_each_person_by_key(
        string prefix,
        string after,
        bool? online
    )
    {
        var plan = await crowd.ExplainAsync(database =>
            database.RoomMatesByName(Crowd.Sociable, prefix, after, online, count: 51)
        );

        Assert.Contains("ix_chatroom_participants_user_id", plan, StringComparison.Ordinal);
        Assert.Contains("Index Scan using pk_users on users", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_room_mate_is_found_by_keys()
    {
        var plan = await crowd.ExplainAsync(database =>
            database.RoomMate(Crowd.Sociable, Crowd.Sociable + 1)
        );

        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }
}
