using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Telemetry;

/// <summary>Two users in a room, both connected; the reader has joined the room.</summary>
internal sealed class TracedChat : IAsyncDisposable
{
    private readonly TestUser _writer;

    private TracedChat(TestUser writer, int room, TestConnection writing, TestConnection reading)
    {
        _writer = writer;
        Room = room;
        (Writer, Reader) = (writing, reading);
    }

    public int Room { get; }

    public int WriterId => _writer.Id;

    public TestConnection Writer { get; }

    public TestConnection Reader { get; }

    public static async Task<TracedChat> OpenAsync(TracedApp app)
    {
        var (writer, reader) = (await app.RegisterAsync(), await app.RegisterAsync());
        var room = (await writer.OpenGroupAsync("traced", reader)).Id();
        var reading = await reader.ComeOnlineAsync();
        await reading.JoinAsync(room);
        return new TracedChat(writer, room, await writer.ComeOnlineAsync(), reading);
    }

    /// <summary>Sends a message by REST.</summary>
    /// <param name="traceParent">The trace that the client is in.</param>
    /// <returns>The request's id, which is that of its trace.</returns>
    public async Task<string> PostAsync(string? traceParent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/messages")
        {
            Content = JsonContent.Create(new { chatroom_id = Room, content = "by REST" }),
        };
        if (traceParent is not null)
        {
            request.Headers.Add("traceparent", traceParent);
        }

        using var answer = await _writer.Http.SendAsync(request);
        await answer.ReadAsync(HttpStatusCode.Created);
        return answer.Headers.GetValues("X-Request-Id").Single();
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await Reader.DisposeAsync();
    }
}
