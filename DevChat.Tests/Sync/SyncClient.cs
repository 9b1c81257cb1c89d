using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Sync;

/// <summary>A client that is not connected and asks from time to time what it missed.</summary>
public sealed class SyncClient
{
    private readonly int _limit;

    private SyncClient(TestUser user, int limit) => (User, _limit) = (user, limit);

    public TestUser User { get; }

    /// <summary>The token of the next question. Empty at first.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The changes of the first question.</summary>
    public IReadOnlyList<Change> Taken { get; private set; } = [];

    /// <summary>Messages on each page of the last question.</summary>
    public List<int> PageSizes { get; } = [];

    /// <summary>Takes everything that there is.</summary>
    public static async Task<SyncClient> StartAsync(TestUser user, int limit = 50)
    {
        var client = new SyncClient(user, limit);
        client.Taken = await client.SyncAsync();
        return client;
    }

    /// <summary>All changes since the last question. Each has the form of its event.</summary>
    public async Task<IReadOnlyList<Change>> SyncAsync()
    {
        PageSizes.Clear();
        var changes = new List<Change>();
        JsonElement page;
        do
        {
            page = await User.GetAsync($"api/sync?limit={_limit}{Since()}");
            var ofPage = page.Items("changes").Select(Read).ToList();
            PageSizes.Add(
                ofPage.Count(change => change.Event.Contains("message", StringComparison.Ordinal))
            );
            changes.AddRange(ofPage);
            Token = page.Text("next")!;
        } while (page.Flag("more"));

        return changes;
    }

    private string Since() => Token.Length == 0 ? "" : $"&since={Token}";

    private static Change Read(JsonElement change)
    {
        var (target, payload) = (change.Text("event")!, change.GetProperty("payload"));
        Assert.Empty(RealtimeCheck.OfEvent(target, payload));
        return new Change(target, payload);
    }

    public sealed record Change(string Event, JsonElement Payload);
}
