using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Operations.Tests.Migrations.Tours;

/// <summary>Rooms and who is in them.</summary>
internal static class RoomSteps
{
    public static async Task<Rooms> OpenAsync(Cast cast)
    {
        var (ada, grace, kay) = cast;
        var group = (await ada.OpenGroupAsync("General", grace)).Id();
        var direct = (await ada.OpenDirectRoomAsync(grace)).Id();
        await grace.CreateAsync(name: null, isGroup: false, ada);
        await ada.PostAsync(
            $"chatrooms/{group}/participants",
            new { user_ids = new[] { grace.Id, kay.Id } }
        );
        await ada.PutAsync($"chatrooms/{group}", new { name = "Everybody" });
        await ada.GetAsync($"api/chatrooms/{group}");
        await ListAsync(ada);
        return new Rooms(group, direct);
    }

    public static async Task CloseAsync(Cast cast, Rooms rooms)
    {
        var (ada, grace, kay) = cast;
        await ada.DeleteAsync($"chatrooms/{rooms.Group}/participants/{grace.Id}");
        await kay.DeleteAsync($"chatrooms/{rooms.Group}/participants/{kay.Id}");
        await ada.DeleteAsync($"chatrooms/{rooms.Group}/participants/{ada.Id}");
        await ada.DeleteAsync($"chatrooms/{rooms.Direct}");
    }

    private static async Task ListAsync(TestUser user)
    {
        foreach (var query in (string[])["limit=1", "limit=1&type=group", "type=direct"])
        {
            var page = await user.GetAsync($"api/chatrooms?{query}");
            if (page.Text("next_cursor") is { } cursor)
            {
                await user.GetAsync($"api/chatrooms?{query}&cursor={cursor}");
            }
        }

        var first = await user.GetAsync("api/chatrooms?limit=1");
        await user.GetAsync($"api/chatrooms?type=direct&cursor={first.Text("next_cursor")}");
    }
}
