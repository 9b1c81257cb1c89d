using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Operations.Tests.Migrations.Tours;

/// <summary>A client that is away, and asks from time to time what it missed.</summary>
internal static class SyncSteps
{
    /// <returns>The token of the next question.</returns>
    public static Task<string> BeginAsync(TestUser user) => AskAsync(user, "");

    /// <inheritdoc cref="BeginAsync" path="/returns"/>
    public static Task<string> CatchUpAsync(TestUser user, string since) =>
        AskAsync(user, $"&since={since}");

    /// <summary>Only the user's own position moves.</summary>
    /// <inheritdoc cref="BeginAsync" path="/returns"/>
    public static async Task<string> ReadAsync(Cast cast, Rooms rooms, string since)
    {
        await cast.Ada.SendAsync(rooms.Direct, "Read me");
        since = await CatchUpAsync(cast.Grace, since);
        await cast.Grace.PutAsync($"messages/{rooms.Direct}/read", new { });
        return await CatchUpAsync(cast.Grace, since);
    }

    /// <summary>Every page has one room and one message at most.</summary>
    private static async Task<string> AskAsync(TestUser user, string since)
    {
        var page = await user.GetAsync($"api/sync?limit=1{since}");
        while (page.Flag("more"))
        {
            page = await user.GetAsync($"api/sync?limit=1&since={page.Text("next")}");
        }

        return page.Text("next")!;
    }
}
