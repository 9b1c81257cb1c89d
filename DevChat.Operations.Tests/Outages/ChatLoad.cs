using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using DevChat.Testing;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Operations.Tests.Outages;

/// <summary>
/// Users who chat in one room until it is disposed: each sends a message, again until it is acknowledged, then lists its
/// rooms and reads the room. A request that is put off is repeated at once. A request that hangs fails the load.
/// </summary>
internal sealed class ChatLoad : IAsyncDisposable
{
    /// <summary>A request hangs that is not answered by then: three times what one may take, for a busy machine.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, JsonElement> _acknowledged = new();
    private readonly ConcurrentQueue<string> _wrongAnswers = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Loop> _loops;
    private readonly List<Task> _running;

    public ChatLoad(int room, IEnumerable<TestUser> users)
    {
        _loops = [.. users.Select(user => new Loop(user, room))];
        _running = _loops.ConvertAll(RunAsync);
    }

    /// <summary>Waits until each user has so many more answers of success.</summary>
    public Task SucceededAsync(int more) => CountedAsync(loop => loop.Succeeded, more);

    /// <summary>Waits until each user was put off so many more times.</summary>
    public Task PutOffAsync(int more) => CountedAsync(loop => loop.PutOff, more);

    /// <summary>
    /// Ends the load. Each message is acknowledged by then. Fails if one is missing, double or different in the room, or if
    /// an answer was neither a success nor a correct 503.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Soon.Within(Task.WhenAll(_running));
        _stop.Dispose();
        Assert.Empty(_wrongAnswers);
        var stored = await _loops[0].User.ReadAllAsync(_loops[0].Room);
        Assert.Equal(
            Enumerable.Range(1, _acknowledged.Count).Select(seq => (long)seq),
            stored.Select(JsonReading.Seq)
        );
        Assert.All(
            stored,
            message =>
                Assert.Equal(
                    _acknowledged[Guid.Parse(message.Text("client_message_id")!)].Id(),
                    message.Id()
                )
        );
    }

    private async Task CountedAsync(Func<Loop, int> count, int more)
    {
        var wanted = _loops.ConvertAll(loop => count(loop) + more);
        await Soon.UntilAsync(
            async () =>
            {
                await Task.WhenAll(_running.Where(loop => loop.IsFaulted));
                return _loops.Zip(wanted).All(it => count(it.First) >= it.Second);
            },
            $"Not every user got {more} more answers of the expected kind."
        );
    }

    private async Task RunAsync(Loop loop)
    {
        while (!_stop.IsCancellationRequested)
        {
            await SendAsync(loop, Guid.CreateVersion7());
            await TryAsync(loop, user => user.Http.GetAsync(Path("api/chatrooms")));
            await TryAsync(loop, user => user.Http.GetAsync(Path($"api/messages/{loop.Room}")));
        }
    }

    private async Task SendAsync(Loop loop, Guid key)
    {
        while (!_acknowledged.ContainsKey(key))
        {
            if (
                await TryAsync(loop, user => user.PostMessageAsync(loop.Room, $"{key}", key)) is
                { } message
            )
            {
                _acknowledged[key] = message;
            }
        }
    }

    /// <summary>Returns the body of a success, or null.</summary>
    private async Task<JsonElement?> TryAsync(
        Loop loop,
        Func<TestUser, Task<HttpResponseMessage>> request
    )
    {
        using var answer = await request(loop.User).WaitAsync(Hang, Soon.Token);
        if (answer.IsSuccessStatusCode)
        {
            loop.Succeeded++;
            return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        }

        loop.PutOff++;
        if (
            answer.StatusCode != HttpStatusCode.ServiceUnavailable
            || answer.Headers.RetryAfter is null
        )
        {
            _wrongAnswers.Enqueue($"{answer.RequestMessage?.RequestUri}: {answer}");
        }

        return null;
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private sealed class Loop(TestUser user, int room)
    {
        public TestUser User => user;

        public int Room => room;

        public int Succeeded { get; set; }

        public int PutOff { get; set; }
    }
}
