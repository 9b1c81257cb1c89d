using System.Text.Json;
using DevChat.Domain.Messages;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Tests.Messages;

/// <summary>
/// A batch that waits in PostgreSQL, because the row of its sender is locked: for one second, then it lets the next batch
/// run. The sends that a test starts meanwhile are the next batch.
/// </summary>
internal sealed class HeldBatch
{
    private readonly DevChatApp _app;
    private readonly RowLock _sender;
    private readonly Task<JsonElement> _held;

    private HeldBatch(DevChatApp app, RowLock sender, Task<JsonElement> held) =>
        (_app, _sender, _held) = (app, sender, held);

    public static async Task<HeldBatch> StartAsync(DevChatApp app)
    {
        var sender = await app.RegisterAsync("held");
        var room = (await sender.OpenGroupAsync("held")).Id();
        var locked = await RowLock.TakeAsync(app, "users", sender.Id);
        var held = sender.SendAsync(room, "held");
        await locked.AwaitedAsync();
        return new HeldBatch(app, locked, held);
    }

    /// <summary>Sends a message. It is in the line of its room when this method returns its task.</summary>
    public Task<SentMessage> SendAsync(TestUser sender, int room, string content, Guid? key = null)
    {
        var scope = _app.Services.CreateAsyncScope();
        var messages = scope.ServiceProvider.GetRequiredService<MessageService>();
        return CompleteAsync(
            scope,
            messages.SendAsync(sender.Id, new NewMessage(room, content, key), Soon.Token)
        );
    }

    /// <summary>Lets the batch go. The next batch starts when it is committed.</summary>
    public async Task ReleaseAsync()
    {
        await _sender.DisposeAsync();
        await Soon.Within(_held);
    }

    private static async Task<SentMessage> CompleteAsync(
        AsyncServiceScope scope,
        Task<SentMessage> send
    )
    {
        await using (scope)
        {
            var sent = await Soon.Within(send);
            if (sent.Turn is { } turn)
            {
                await turn.TakeAsync(() => Task.CompletedTask);
            }

            return sent;
        }
    }
}
