using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;
using Npgsql;

namespace DevChat.Tests.Telemetry;

/// <summary>
/// A chat with everything that may be said and go wrong in it, at the finest level of logging: nothing that only its owner
/// may know leaves the process in a log or a trace.
/// </summary>
[Collection(TracedTests.Name)]
public sealed class SecrecyTests(TracedApp app)
{
    private const string Said = "words that are for the room alone";
    private const string WrongPassword = "a password that was mistyped";
    private const string WebhookKey = "the-key-of-the-upstream";

    [Fact]
    public async Task No_log_and_no_trace_contains_a_token_a_password_a_text_or_a_query_with_a_key()
    {
        Assert.SkipWhen(DashboardProgram.Path is null, DashboardProgram.Missing);
        var user = await app.RegisterAsync();
        var hubToken = await ChatAsync(user);
        await GoWrongAsync(user, hubToken);

        var written = await WrittenUpToAsync(await SignOutAsync(user));

        // What is looked for would be found.
        Assert.Contains("\"severityText\":\"Trace\"", written, StringComparison.Ordinal);
        Assert.Contains("Executing command", written, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("POST SendMessage", written, StringComparison.Ordinal);
        Assert.Contains("function RealtimeSendMessage", written, StringComparison.Ordinal);
        foreach (var secret in (string[])[.. Secrets(), user.Token, hubToken])
        {
            Assert.DoesNotContain(secret, written, StringComparison.OrdinalIgnoreCase);
        }
    }

    private IEnumerable<string> Secrets() =>
        [
            Said,
            TestUser.Password,
            WrongPassword,
            WebhookKey,
            DevChatApp.JwtSecret,
            new NpgsqlConnectionStringBuilder(app.Corner.Postgres).Password!,
        ];

    /// <returns>The token that opened the hub.</returns>
    private static async Task<string> ChatAsync(TestUser user)
    {
        var room = (await user.OpenGroupAsync("secretive")).Id();
        var grant = await user.NegotiateAsync();
        await using var connection = await TestConnection.OpenAsync(grant);
        await connection.JoinAsync(room);
        await user.SendAsync(room, Said);
        await connection.InvokeAsync("send-message", new { chatroom_id = room, content = Said });
        await connection.NextAsync("unread-changed");
        return grant.Text("accessToken")!;
    }

    private async Task GoWrongAsync(TestUser user, string hubToken)
    {
        await PostAsync("api/auth/login", new { email = user.Email, password = WrongPassword });
        await PostAsync(
            "api/auth/register",
            new
            {
                username = user.Username,
                email = user.Email,
                password = TestUser.Password,
            }
        );
        await PostAsync("api/auth/register", new { username = "!", password = TestUser.Password });
        await PostTextAsync("api/auth/login", $"{{\"password\":\"{WrongPassword}\"");
        await PostTextAsync(
            "api/messages",
            $"{{\"chatroom_id\":\"x\",\"content\":\"{Said}\"}}",
            user.Token
        );
        await PostTextAsync("api/messages", $"{{\"content\":\"{Said}\"}}", user.Token + "x");
        // As a browser opens a WebSocket, which cannot have headers; and as the upstream of the real service calls.
        await PostTextAsync($"client/negotiate?hub=chat&access_token={hubToken}", "");
        await PostTextAsync($"client/negotiate?hub=chat&access_token={hubToken}x", "");
        await PostTextAsync($"runtime/webhooks/signalr?code={WebhookKey}", Said);
    }

    private Task PostAsync(string path, object payload) =>
        PostTextAsync(path, JsonSerializer.Serialize(payload));

    private async Task PostTextAsync(string path, string body, string? token = null)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var answer = await http.SendAsync(request);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    /// <returns>The trace of the last request.</returns>
    private static async Task<string> SignOutAsync(TestUser user)
    {
        using var answer = await user.Http.PostAsync("api/auth/logout", content: null);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return answer.Headers.GetValues("X-Request-Id").Single();
    }

    /// <summary>Everything that left the process until the given trace was through.</summary>
    private async Task<string> WrittenUpToAsync(string lastTrace)
    {
        var spans = await app.Collector.SpansAsync(spans =>
            spans.Any(span => span.TraceId == lastTrace && span.Source == "Microsoft.AspNetCore")
        );
        var logs = await app.Collector.LogsAsync(logs =>
            logs.Any(log =>
                log.TraceId == lastTrace
                && log.Text.StartsWith("POST Logout", StringComparison.Ordinal)
            )
        );
        return string.Join(
            '\n',
            [.. spans.Select(span => span.Json), .. logs.Select(log => log.Json), app.Console]
        );
    }
}
