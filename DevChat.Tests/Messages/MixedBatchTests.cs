using System.Net;
using DevChat.Domain.Errors;
using DevChat.Domain.Messages;
using DevChat.Domain.Participants;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Messages;

/// <summary>Participants, outsiders and senders to rooms that do not exist, at the same moment.</summary>
public sealed class MixedBatchTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private const int Rounds = 8;
    private const int UnknownRoom = 999_999;

    [Fact]
    public async Task In_one_batch_each_send_gets_its_own_answer()
    {
        var (ada, outsider) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("closed")).Id();
        var elsewhere = (await outsider.OpenGroupAsync("elsewhere")).Id();
        var batch = await HeldBatch.StartAsync(app);
        var (accepted, refused) = (new List<Task<SentMessage>>(), new List<Task<SentMessage>>());
        for (var n = 0; n < Rounds; n++)
        {
            refused.Add(batch.SendAsync(outsider, room, "let me in"));
            accepted.Add(batch.SendAsync(ada, room, $"inside {n}"));
            refused.Add(batch.SendAsync(ada, UnknownRoom, "anybody?"));
            refused.Add(batch.SendAsync(outsider, room, "please", Guid.CreateVersion7()));
            accepted.Add(batch.SendAsync(outsider, elsewhere, $"elsewhere {n}"));
        }

        await batch.ReleaseAsync();

        foreach (var send in refused)
        {
            var refusal = await Assert.ThrowsAsync<RefusedException>(() => send);
            Assert.Equal(ParticipantErrors.ChatroomNotFound, refusal.Error);
        }

        Assert.All(await Task.WhenAll(accepted), sent => Assert.NotNull(sent.Turn));
        await AssertHoldsAsync(ada, room, "inside");
        await AssertHoldsAsync(outsider, elsewhere, "elsewhere");
        Assert.Equal(
            0L,
            await app.QueryAsync<long>(
                $"SELECT count(*) FROM messages WHERE chatroom_id = {UnknownRoom} OR chatroom_id = {room} AND sender_id = {outsider.Id}"
            )
        );
    }

    [Fact]
    public async Task Over_REST_each_request_gets_its_own_answer()
    {
        var (ada, outsider) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await ada.OpenGroupAsync("closed")).Id();
        var (accepted, refused) = (
            new List<Task<HttpResponseMessage>>(),
            new List<Task<HttpResponseMessage>>()
        );
        for (var n = 0; n < Rounds; n++)
        {
            accepted.Add(ada.PostMessageAsync(room, $"inside {n}"));
            refused.Add(outsider.PostMessageAsync(room, "let me in"));
            refused.Add(ada.PostMessageAsync(UnknownRoom, "anybody?", Guid.CreateVersion7()));
        }

        foreach (var answer in await Task.WhenAll(accepted))
        {
            await answer.ReadAsync(HttpStatusCode.Created);
        }

        foreach (var answer in await Task.WhenAll(refused))
        {
            await answer.ReadProblemAsync(HttpStatusCode.NotFound, "chatroom_not_found");
        }

        await AssertHoldsAsync(ada, room, "inside");
    }

    /// <summary>The room holds one message of each round, with seqs without a gap.</summary>
    private static async Task AssertHoldsAsync(TestUser reader, int room, string content)
    {
        var messages = (await reader.GetAsync($"api/messages/{room}?limit=100")).Items("messages");
        Assert.Equal(
            Enumerable.Range(0, Rounds).Select(n => $"{content} {n}"),
            messages.Select(message => message.Text("content")!).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            Enumerable.Range(1, Rounds).Select(seq => (long)seq),
            messages.Select(JsonReading.Seq)
        );
    }
}
