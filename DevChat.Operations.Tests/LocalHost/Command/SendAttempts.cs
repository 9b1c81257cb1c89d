using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Operations.Tests.LocalHost.Command;

/// <summary>Messages sent to a room by clients that keep a message's key until there is an answer.</summary>
internal sealed class SendAttempts(int room)
{
    private readonly ConcurrentDictionary<Guid, TestUser> _unanswered = new();
    private readonly ConcurrentDictionary<Guid, JsonElement> _acknowledged = new();

    /// <summary>The answers by <c>client_message_id</c>.</summary>
    public IReadOnlyDictionary<Guid, JsonElement> Acknowledged => _acknowledged;

    /// <summary>Sends one message after the other until the server is gone; the last one has no answer then.</summary>
    public async Task SendUntilCutOffAsync(TestUser sender, Action acknowledged)
    {
        try
        {
            while (true)
            {
                var key = Guid.CreateVersion7();
                _unanswered[key] = sender;
                await SendAsync(sender, key);
                acknowledged();
            }
        }
        catch (HttpRequestException) { }
    }

    /// <summary>Sends again what has no answer.</summary>
    public async Task RetryAsync()
    {
        Assert.NotEmpty(_unanswered);
        foreach (var (key, sender) in _unanswered)
        {
            await SendAsync(sender, key);
        }
    }

    // 200: the message of an earlier attempt, whose answer was lost.
    private async Task SendAsync(TestUser sender, Guid key)
    {
        using var answer = await sender.PostMessageAsync(room, $"message {key}", key);
        var isRetry = answer.StatusCode == HttpStatusCode.OK;
        _acknowledged[key] = await answer.ReadAsync(
            isRetry ? HttpStatusCode.OK : HttpStatusCode.Created
        );
        _unanswered.TryRemove(key, out _);
    }
}
