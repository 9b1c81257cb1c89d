using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using DevChat.Host;
using DevChat.Host.Command;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace DevChat.Benchmarks;

/// <summary>
/// Whole requests to a host in this process, over loopback. It needs the stores of <c>bench/server.sh stores</c>. The
/// allocated bytes are those of the server and of the client together.
/// </summary>
[MemoryDiagnoser]
public class RequestBenchmarks : IAsyncDisposable
{
    private static readonly Uri Own = new("api/auth/me", UriKind.Relative);

    private ChatHost? _host;
    private HttpClient? _http;
    private int _room;

    [GlobalSetup]
    public async Task Start()
    {
        var configuration = Configuration();
        await StoreProbe.RunAsync(configuration, CancellationToken.None);
        _host = await ChatHost.StartAsync(
            new ChatHostOptions
            {
                Urls = "http://127.0.0.1:0",
                Configuration = configuration,
                Logging = logging => logging.ClearProviders(),
            },
            CancellationToken.None
        );
        _http = new HttpClient { BaseAddress = _host.BaseAddress };
        await SignInAsync();
        _room = await OpenRoomAsync();
    }

    /// <summary>Nearly nothing but the request pipeline: token, session, limits, and one query.</summary>
    [Benchmark]
    public async Task ReadOwnAccount()
    {
        using var answer = await _http!.GetAsync(Own);
        answer.EnsureSuccessStatusCode();
    }

    [Benchmark]
    public Task SendMessage() =>
        PostAsync("api/messages", new { chatroom_id = _room, content = "Good morning!" });

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await _host!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task SignInAsync()
    {
        var username = $"bench-{RandomNumberGenerator.GetHexString(8)}";
        var account = new
        {
            username,
            email = $"{username}@example.test",
            password = RandomNumberGenerator.GetHexString(16),
        };
        var signedIn = await PostAsync("api/auth/register", account);
        _http!.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            signedIn.GetProperty("token").GetString()
        );
    }

    private async Task<int> OpenRoomAsync()
    {
        var group = new
        {
            name = "Bench",
            is_group = true,
            participant_ids = Array.Empty<int>(),
        };
        return (await PostAsync("api/chatrooms", group)).GetProperty("id").GetInt32();
    }

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await _http!.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static IConfiguration Configuration() =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Jwt:Secret"] = RandomNumberGenerator.GetHexString(64),
                    ["RateLimits:SendPerUser"] = "1000000",
                    ["RateLimits:RequestsPerUser"] = "1000000",
                }
            )
            .AddEnvironmentVariables()
            .Build();
}
