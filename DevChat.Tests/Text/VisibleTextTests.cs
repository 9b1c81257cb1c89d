using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Text;

/// <summary>What people have to see has something to see in it.</summary>
public sealed class VisibleTextTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    public static TheoryData<string> Invisible =>
        [
            "\u200B",
            "\u200B\u200C\u200D\u2060",
            "\u3164",
            "\u2800",
            "\u2800 \u2800",
            "\uFEFF",
            "\u202E",
            "\u200E\u200F\u061C",
            "\u2066\u2069",
            "\u00AD",
            "\u180E",
            "\u115F",
            "\u1160",
            "\uFFA0",
            "\u115F\u1160",
            "\uFE0F",
            "\uFE00\uFE0F",
            "\U000E0100",
            "\U000E0041\U000E007F",
            "\u0301",
            "\u20E3",
            "\u0903",
            "\u034F",
            "\u17B4\u17B5",
            "\u2061\u2064",
            "\u206A\u206F",
            "\uFFF9\uFFFB",
            "\uFFFC",
            "\U0001D159",
            "\U0001D173",
            "\U00013441",
            "\U00016FE4",
            "\u0085\u2028\u2029",
            "\u0001\u001F",
            "\u00A0\u3000",
            "\u2065",
            "\uFFFE",
            "\U000E0FFF",
        ];

    public static TheoryData<string> Visible =>
        [
            "x",
            "?",
            "👨‍👩‍👧‍👦",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
            "❤️",
            "1️⃣",
            "🇺🇦",
            "👍🏽",
            "می‌خواهم",
            "\u200Fשלום\u200E!",
            "\u2067مرحبا\u2069",
            "e\u0301",
            "क्‍ष",
            "\u200Bx",
            "한",
            "\u1100\u1160",
            "\u2801",
            "\uE000",
            "\u3164x",
        ];

    [Theory]
    [MemberData(nameof(Invisible))]
    public async Task A_message_that_nobody_can_see_is_refused(string content)
    {
        var user = await app.RegisterAsync();
        var room = (await user.OpenGroupAsync("visible")).Id();
        await using var connection = await user.ConnectAsync();

        var refusal = await (await user.PostMessageAsync(room, content)).ReadProblemAsync(
            HttpStatusCode.BadRequest,
            "validation_failed"
        );
        var reply = await connection.InvokeAsync(
            "send-message",
            new { chatroom_id = room, content }
        );

        Assert.Equal(["content"], refusal.GetProperty("errors").Fields());
        Assert.Equal(["content"], reply.GetProperty("error").GetProperty("errors").Fields());
    }

    [Theory]
    [MemberData(nameof(Invisible))]
    public async Task A_room_name_that_nobody_can_see_is_refused(string name)
    {
        var user = await app.RegisterAsync();
        var room = (await user.OpenGroupAsync("visible")).Id();

        await AssertNameIsRefusedAsync(await user.CreateAsync(name, isGroup: true));
        await AssertNameIsRefusedAsync(
            await user.Http.PutAsJsonAsync($"api/chatrooms/{room}", new { name })
        );
    }

    [Theory]
    [MemberData(nameof(Visible))]
    public async Task Visible_text_is_stored_unchanged(string text)
    {
        var user = await app.RegisterAsync();

        var room = await user.OpenGroupAsync(text);
        var message = await user.SendAsync(room.Id(), text);

        Assert.Equal(text, room.Text("name"));
        Assert.Equal(text, message.Text("content"));
    }

    private static async Task AssertNameIsRefusedAsync(HttpResponseMessage answer)
    {
        var problem = await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal(["name"], problem.GetProperty("errors").Fields());
    }
}
