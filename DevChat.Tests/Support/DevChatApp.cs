using System.Net.Http.Json;
using System.Text.Json;
using DevChat.LocalHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DevChat.Tests.Support;

/// <summary>A LocalHost of its own for a test class, on an empty database. Tests talk to it from outside, as users do.</summary>
public class DevChatApp(EmbeddedServers servers) : IAsyncLifetime
{
    public const string JwtSecret = "a secret for tests, long enough to sign with";

    private readonly ErrorLog _log = new();
    private LocalHostApp? _app;
    private int _users;

    public Uri Address => App.BaseAddress;

    public HttpClient Anonymous { get; private set; } = null!;

    /// <summary>The database, for looking at what a test left there.</summary>
    public NpgsqlDataSource Database => App.Services.GetRequiredService<NpgsqlDataSource>();

    protected virtual IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>();

    private LocalHostApp App =>
        _app ?? throw new InvalidOperationException("The app is not started.");

    /// <summary>The stores of the app.</summary>
    protected virtual Task<ServerCorner> TakeCornerAsync() => servers.TakeCornerAsync();

    public virtual async ValueTask InitializeAsync()
    {
        var corner = await TakeCornerAsync();
        _app = await LocalHostApp.StartAsync(
            new LocalHostOptions
            {
                Urls = "http://127.0.0.1:0",
                Configuration = Configure(corner),
                Logging = logging => logging.AddProvider(_log),
            },
            CancellationToken.None
        );
        Anonymous = new HttpClient { BaseAddress = Address };
    }

    public virtual async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        await App.DisposeAsync();
        // Nothing that the tests of a class do may be an unexpected failure of the server.
        Assert.Empty(_log.Errors);
        GC.SuppressFinalize(this);
    }

    /// <summary>A new account with a name of its own, signed in.</summary>
    public async Task<TestUser> RegisterAsync(string name = "user")
    {
        var username = $"{name}{Interlocked.Increment(ref _users)}";
        var answer = await Anonymous.PostAsJsonAsync(
            "api/auth/register",
            new
            {
                username,
                email = $"{username}@example.test",
                password = TestUser.Password,
            }
        );
        var signedIn = await answer.ReadAsync(System.Net.HttpStatusCode.Created);
        return new TestUser(this, signedIn);
    }

    /// <summary>A second login of the same account.</summary>
    public async Task<TestUser> LoginAsync(TestUser user)
    {
        var answer = await Anonymous.PostAsJsonAsync(
            "api/auth/login",
            new { email = user.Email, password = TestUser.Password }
        );
        return new TestUser(this, await answer.ReadAsync(System.Net.HttpStatusCode.OK));
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private IConfiguration Configure(ServerCorner corner) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["ConnectionStrings:Postgres"] = corner.Postgres,
                    ["ConnectionStrings:Redis"] = corner.Redis,
                    ["AzureWebJobsStorage"] = corner.Storage,
                    ["Jwt:Secret"] = JwtSecret,
                    // The least that BCrypt does: the tests register hundreds of users.
                    ["Passwords:WorkFactor"] = "4",
                    ["Cors:AllowedOrigins:0"] = "https://chat.example.test",
                }
            )
            .AddInMemoryCollection(Settings)
            .Build();
}
