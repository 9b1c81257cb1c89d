using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Sync;

/// <summary>Tokens that do not say what a client knows.</summary>
public sealed class SyncTokenTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("!")]
    [InlineData("YTs5OTk5OTk5OTk5OTk5OTk5OTk5OTs7")]
    public async Task A_token_that_is_not_ours_asks_for_a_new_beginning(string since)
    {
        var ada = await app.RegisterAsync();

        await AssertResyncAsync(ada, since);
    }

    [Fact]
    public async Task The_token_of_another_user_asks_for_a_new_beginning()
    {
        var client = await SyncClient.StartAsync(await app.RegisterAsync());

        await AssertResyncAsync(await app.RegisterAsync(), client.Token);
    }

    [Fact]
    public async Task A_token_from_before_a_restored_backup_asks_for_a_new_beginning()
    {
        var client = await SyncClient.StartAsync(await app.RegisterAsync());
        await app.ExecuteAsync("UPDATE sync_origin SET id = gen_random_uuid()");

        await AssertResyncAsync(client.User, client.Token);
    }

    [Fact]
    public async Task A_token_that_is_older_than_forgotten_exits_asks_for_a_new_beginning()
    {
        var (ada, grace) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("ancient", grace)).Id();
        var old = await SyncClient.StartAsync(grace);
        await grace.Http.DeleteAsync(
            new Uri($"api/chatrooms/{room}/participants/{grace.Id}", UriKind.Relative)
        );
        var recent = await SyncClient.StartAsync(grace);
        await app.ExecuteAsync(
            "UPDATE membership_changes SET changed_at = changed_at - interval '31 days'"
        );

        await app.RunTimerAsync("ForgetMembershipChanges");

        Assert.Equal(0L, await app.QueryAsync<long>("SELECT count(*) FROM membership_changes"));
        await AssertResyncAsync(grace, old.Token);
        Assert.Empty(await recent.SyncAsync());
    }

    private static async Task AssertResyncAsync(TestUser user, string since)
    {
        var answer = await user.Http.GetAsync(
            new Uri($"api/sync?since={Uri.EscapeDataString(since)}", UriKind.Relative)
        );
        await answer.ReadProblemAsync(HttpStatusCode.Gone, "resync_required");
    }
}
