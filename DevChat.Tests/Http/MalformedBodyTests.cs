using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Tests.Http;

/// <summary>Every route with a body is sent every malformed one. That nothing is logged as an error, the app itself asserts.</summary>
public sealed class MalformedBodyTests(DevChatApp app) : IClassFixture<DevChatApp>
{
    private static readonly string[] Codes = ["malformed_json", "validation_failed"];

    public static TheoryData<string> Bodies => [.. MalformedBodies.All.Keys];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_malformed_body_is_refused_on_every_route(string name)
    {
        var user = await app.RegisterAsync();
        var routes = app.Api.Operations.Where(HasBody).ToList();
        Assert.NotEmpty(routes);
        var mistakes = new List<string>();
        foreach (var route in routes)
        {
            var answer = await SendAsync(user, route, MalformedBodies.All[name](Example(route)));
            var text = await answer.Content.ReadAsStringAsync();
            if (
                answer.StatusCode != HttpStatusCode.BadRequest
                || !Codes.Contains(JsonElement.Parse(text).Text("code"))
            )
            {
                mistakes.Add($"{route}: {(int)answer.StatusCode} {text}");
            }
        }

        Assert.Empty(mistakes);
    }

    [Theory]
    [InlineData("{\"chatroom_id\":1,\"content\":\"x\",\"x\":[{\"y\":\"\\ud800\"}]}", "x[0].y")]
    [InlineData("{\"chatroom_id\":1,\"content\":\"\\ud800\"}", "content")]
    public async Task A_text_that_is_no_Unicode_is_named(string body, string field)
    {
        var user = await app.RegisterAsync();

        var answer = await user.Http.PostAsync(
            new Uri("api/messages", UriKind.Relative),
            new StringContent(body, Encoding.UTF8, "application/json")
        );

        var problem = await answer.ReadProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        Assert.Equal([field], problem.GetProperty("errors").Fields());
    }

    private static bool HasBody(ApiOperation route) =>
        route.Node.TryGetProperty("requestBody", out _);

    private static string Example(ApiOperation route) =>
        route
            .Node.GetProperty("requestBody")
            .GetProperty("content")
            .GetProperty("application/json")
            .GetProperty("example")
            .GetRawText();

    private static Task<HttpResponseMessage> SendAsync(
        TestUser user,
        ApiOperation route,
        byte[] body
    )
    {
        var path = route
            .Path.Replace("{id}", "1", StringComparison.Ordinal)
            .Replace("{chatroomId}", "1", StringComparison.Ordinal);
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return user.Http.SendAsync(
            new HttpRequestMessage(new HttpMethod(route.Method), $"api{path}") { Content = content }
        );
    }
}
