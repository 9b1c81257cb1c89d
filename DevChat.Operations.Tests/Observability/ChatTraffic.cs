using System.Net;
using System.Net.Http.Json;
using DevChat.Testing.Apps;
using DevChat.Testing.Contract;

namespace DevChat.Operations.Tests.Observability;

/// <summary>A little of everything that is measured.</summary>
internal static class ChatTraffic
{
    private static readonly string[] Timers =
    [
        "RepairAnnouncements",
        "SweepPresence",
        "SweepConnections",
        "WatchQueues",
    ];

    /// <summary>Of the instance: the second attempt to sign in is refused, and there are traces, which nobody receives.</summary>
    public static IReadOnlyDictionary<string, string?> Settings { get; } =
        new Dictionary<string, string?>
        {
            ["RateLimits:LoginPerAccount"] = "1",
            ["Passwords:WorkFactor"] = "4",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1",
            ["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based",
        };

    public static async Task RunAsync(Uri instance)
    {
        // Known by its address alone: a device would have an attempt of its own.
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = instance,
        };
        var (ada, grace) = (await RegisterAsync(http), await RegisterAsync(http));
        var room = (await ada.OpenGroupAsync("observed", grace)).Id();
        await using var connection = await grace.ComeOnlineAsync();
        await connection.JoinAsync(room);
        await ada.SendAsync(room, "by REST");
        await connection.InvokeAsync(
            "send-message",
            new { chatroom_id = room, content = "by realtime" }
        );
        await ada.GetAsync($"api/messages/{room}");
        await RunTimersAsync(http);
        await BeRefusedAsync(http, ada);
    }

    private static async Task<TestUser> RegisterAsync(HttpClient http)
    {
        var name = $"u{Guid.CreateVersion7():N}"[..30];
        var answer = await http.PostAsJsonAsync(
            "api/auth/register",
            new
            {
                username = name,
                email = $"{name}@example.test",
                password = TestUser.Password,
            }
        );
        return new TestUser(
            new HttpClient { BaseAddress = http.BaseAddress },
            await answer.ReadAsync(HttpStatusCode.Created)
        );
    }

    private static async Task RunTimersAsync(HttpClient http)
    {
        foreach (var timer in Timers)
        {
            var accepted = await http.PostAsync(
                new Uri($"admin/functions/{timer}", UriKind.Relative),
                content: null
            );
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        }
    }

    private static async Task BeRefusedAsync(HttpClient http, TestUser user)
    {
        var credentials = new { email = user.Email, password = TestUser.Password };
        await http.PostAsJsonAsync("api/auth/login", credentials);
        var refused = await http.PostAsJsonAsync("api/auth/login", credentials);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }
}
