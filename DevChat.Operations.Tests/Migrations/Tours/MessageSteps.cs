using System.Net;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Operations.Tests.Migrations.Tours;

/// <summary>Sending, reading and deleting messages, and what a retry finds.</summary>
internal static class MessageSteps
{
    private static readonly Guid ClientMessageId = new("01890000-0000-7000-8000-000000000001");
    private static readonly Guid NeverSentId = new("01890000-0000-7000-8000-000000000002");

    public static async Task RunAsync(Cast cast, Rooms rooms)
    {
        var (ada, grace, kay) = cast;
        var message = await ada.SendAsync(rooms.Group, "Good morning");
        await kay.SendAsync(rooms.Group, "Hello");
        await kay.PostMessageAsync(rooms.Group, "Once", ClientMessageId);
        await kay.PostMessageAsync(rooms.Group, "Once", ClientMessageId);
        await ReadAsync(grace, rooms.Group);
        await ada.DeleteAsync($"messages/{message.Number("id")}");
        await ada.DeleteAsync($"messages/{message.Number("id")}");
        await RetryOutsideAsync(ada, kay, rooms.Group);
    }

    private static async Task ReadAsync(TestUser reader, int room)
    {
        await reader.GetAsync($"api/messages/{room}");
        await reader.GetAsync($"api/messages/{room}?before=3&limit=1");
        await reader.GetAsync($"api/messages/{room}?after=1&limit=1");
        await reader.PutAsync($"messages/{room}/read", new { seq = 1 });
        await reader.PutAsync($"messages/{room}/read", new { });
    }

    private static async Task RetryOutsideAsync(TestUser ada, TestUser kay, int room)
    {
        await ada.DeleteAsync($"chatrooms/{room}/participants/{kay.Id}");
        var sent = await kay.PostMessageAsync(room, "Once", ClientMessageId);
        await sent.ReadAsync(HttpStatusCode.OK);
        var refused = await kay.PostMessageAsync(room, "Never", NeverSentId);
        await refused.ReadAsync(HttpStatusCode.NotFound);
        await ada.PostAsync($"chatrooms/{room}/participants", new { user_ids = new[] { kay.Id } });
    }
}
