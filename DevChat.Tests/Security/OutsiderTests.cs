using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using DevChat.Host;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Tests.Security;

/// <summary>Requests of a user who is not in the room, on every route: a route that is not in the table fails.</summary>
public sealed class OutsiderTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private const string RoomName = "room that is none of your business";
    private const string Content = "words that are none of your business";

    /// <summary>Routes that name a room or something in it, and the body that goes with them.</summary>
    private static readonly Dictionary<string, Func<Secret, object?>> RoomRoutes = new()
    {
        ["GET chatrooms/{id}"] = _ => null,
        ["HEAD chatrooms/{id}"] = _ => null,
        ["PUT chatrooms/{id}"] = _ => new { name = "mine now" },
        ["DELETE chatrooms/{id}"] = _ => null,
        ["POST chatrooms/{id}/participants"] = secret => new
        {
            user_ids = new[] { secret.Outsider.Id },
        },
        ["DELETE chatrooms/{id}/participants/{userId}"] = _ => null,
        ["GET messages/{chatroomId}"] = _ => null,
        ["HEAD messages/{chatroomId}"] = _ => null,
        ["POST messages"] = secret => new { chatroom_id = secret.Room, content = "let me in" },
        ["DELETE messages/{id}"] = _ => null,
        ["PUT messages/{chatroomId}/read"] = _ => new { seq = 1 },
    };

    /// <summary>Routes that name no room, and the body that goes with them.</summary>
    private static readonly Dictionary<string, object?> OtherRoutes = new()
    {
        ["POST auth/register"] = new { username = "ab" },
        ["POST auth/login"] = new { email = "x@example.test", password = "wrong" },
        ["GET auth/me"] = null,
        ["HEAD auth/me"] = null,
        ["GET chatrooms"] = null,
        ["HEAD chatrooms"] = null,
        ["POST chatrooms"] = new
        {
            name = "own",
            is_group = true,
            participant_ids = Array.Empty<int>(),
        },
        ["GET sync"] = null,
        ["HEAD sync"] = null,
        ["GET users"] = null,
        ["HEAD users"] = null,
        ["GET users/{id}"] = null,
        ["HEAD users/{id}"] = null,
        ["GET profile"] = null,
        ["HEAD profile"] = null,
        ["PUT profile"] = new { bio = "curious" },
        ["GET avatars"] = null,
        ["HEAD avatars"] = null,
        ["GET avatars/{id}/{fileName}"] = null,
        ["HEAD avatars/{id}/{fileName}"] = null,
        ["POST avatars/select"] = new { avatar_id = 1 },
        ["POST negotiate"] = null,
        ["GET openapi.json"] = null,
        ["HEAD openapi.json"] = null,
        ["GET health"] = null,
        ["HEAD health"] = null,
        ["GET health/ready"] = null,
        ["HEAD health/ready"] = null,
        ["OPTIONS {*path}"] = null,
        // Last, for it ends the session.
        ["POST auth/logout"] = null,
    };

    public static TheoryData<string> Routes() => [.. RoomRoutes.Keys];

    [Fact]
    public void Every_route_is_in_the_table() =>
        Assert.Equal(DeclaredRoutes().Order(), RoomRoutes.Keys.Concat(OtherRoutes.Keys).Order());

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_route_into_a_room_is_closed_to_outsiders(string route)
    {
        var secret = await SecretAsync();

        var answer = await AskAsync(secret, route, RoomRoutes[route](secret));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await AssertTellsNothingAsync(answer, secret);
        Assert.Equal(
            1,
            (await secret.Member.GetAsync($"api/messages/{secret.Room}")).Number("last_seq")
        );
        Assert.Equal(
            2,
            (await secret.Member.GetAsync($"api/chatrooms/{secret.Room}")).Number(
                "participant_count"
            )
        );
    }

    [Fact]
    public async Task No_other_route_reveals_anything_to_an_outsider()
    {
        var secret = await SecretAsync();

        foreach (var (route, body) in OtherRoutes)
        {
            await AssertTellsNothingAsync(await AskAsync(secret, route, body), secret);
        }
    }

    private async Task<Secret> SecretAsync()
    {
        var (member, other, outsider) = (
            await app.RegisterAsync(),
            await app.RegisterAsync(),
            await app.RegisterAsync()
        );
        var room = (await member.OpenGroupAsync(RoomName, other)).Id();
        var message = await member.SendAsync(room, Content);
        return new Secret(member, outsider, room, message.Number("id"));
    }

    private static Task<HttpResponseMessage> AskAsync(Secret secret, string route, object? body)
    {
        var (method, template) = (route.Split(' ')[0], route.Split(' ')[1]);
        var id = template.StartsWith("messages/{id}", StringComparison.Ordinal)
            ? secret.Message
            : secret.Room;
        var path = template
            .Replace("{id}", $"{id}", StringComparison.Ordinal)
            .Replace("{chatroomId}", $"{secret.Room}", StringComparison.Ordinal)
            .Replace("{userId}", $"{secret.Member.Id}", StringComparison.Ordinal)
            .Replace("{*path}", "chatrooms", StringComparison.Ordinal);
        var request = new HttpRequestMessage(new HttpMethod(method), $"api/{path}");
        request.Content = body is null ? null : JsonContent.Create(body);
        return secret.Outsider.Http.SendAsync(request);
    }

    private static async Task AssertTellsNothingAsync(HttpResponseMessage answer, Secret secret)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain(RoomName, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Content, text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret.Member.Email, text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> DeclaredRoutes() =>
        from type in typeof(ChatHost).Assembly.GetTypes()
        from method in type.GetMethods()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        from verb in trigger.Methods!
        select $"{verb.ToUpperInvariant()} {trigger.Route}";

    private sealed record Secret(TestUser Member, TestUser Outsider, int Room, long Message);
}
