using System.Net.Http.Json;
using System.Security.Cryptography;
using DevChat.Domain.Messages;
using DevChat.Functions.Contract;
using DevChat.Host;
using DevChat.Host.Timers;
using DevChat.Testing.Contract;
using DevChat.Testing.Logs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DevChat.Testing.Apps;

/// <summary>A host of its own for a test class, on an empty database. Tests call it from outside, as users do.</summary>
public class DevChatApp(EmbeddedServers servers) : IAsyncLifetime
{
    /// <summary>A secret that production refuses.</summary>
    public const string ExampleSecret = "a secret for tests, long enough to sign with";

    public static readonly string JwtSecret = RandomNumberGenerator.GetHexString(64);

    private readonly LogRecorder _log = new(LogLevel.Error);
    private ChatHost? _app;
    private int _users;
    private ApiDescription? _api;

    public Uri Address => App.BaseAddress;

    public HttpClient Anonymous { get; private set; } = null!;

    /// <summary>The database, for looking at what a test left there.</summary>
    public NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>What the app is made of.</summary>
    public IServiceProvider Services => App.Services;

    /// <summary>What the app says of itself.</summary>
    public ApiDescription Api =>
        _api ??= ApiDescription.Parse(Services.GetRequiredService<OpenApiDocument>().Utf8);

    /// <summary>Another clock than the system's; then timers run only when a test says so.</summary>
    protected virtual TimeProvider? Clock => null;

    protected virtual IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>();

    /// <summary>Other classes with functions than the app's own.</summary>
    protected virtual IReadOnlyList<Type>? FunctionClasses => null;

    /// <summary>A web app for the host to serve.</summary>
    protected virtual string? WebFolder => null;

    /// <summary>Another host.json than the app's.</summary>
    protected virtual string? HostFile => null;

    private ChatHost App => _app ?? throw new InvalidOperationException("The app is not started.");

    /// <summary>The stores of the app.</summary>
    protected virtual Task<ServerCorner> TakeCornerAsync() => servers.TakeCornerAsync();

    public virtual async ValueTask InitializeAsync()
    {
        var corner = await TakeCornerAsync();
        var options = new ChatHostOptions
        {
            Urls = "http://127.0.0.1:0",
            Configuration = Configure(corner),
            Logging = AddLogging,
            Services = AddServices,
            FunctionClasses = FunctionClasses,
            WebFolder = WebFolder,
        };
        _app = await ChatHost.StartAsync(
            HostFile is null ? options : options with { HostFile = HostFile },
            CancellationToken.None
        );
        Anonymous = NewClient();
    }

    public virtual async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        await App.DisposeAsync();
        // Nothing that the tests of a class do may be an unexpected failure of the server.
        Assert.Empty(_log.Errors);
        GC.SuppressFinalize(this);
    }

    /// <summary>A client that fails a test whose answers are not as the OpenAPI document says.</summary>
    public HttpClient NewClient() => new(new AnswerCheck(() => Api)) { BaseAddress = Address };

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
        return new TestUser(NewClient(), signedIn);
    }

    /// <summary>A second login of the same account.</summary>
    public async Task<TestUser> LoginAsync(TestUser user)
    {
        var answer = await Anonymous.PostAsJsonAsync(
            "api/auth/login",
            new { email = user.Email, password = TestUser.Password }
        );
        return new TestUser(NewClient(), await answer.ReadAsync(System.Net.HttpStatusCode.OK));
    }

    /// <summary>Runs a timer function now, whatever its schedule, and waits for it.</summary>
    public Task RunTimerAsync(string function) => App.RunTimerAsync(function);

    /// <summary>A message as a crash between its commit and its announcement leaves it.</summary>
    public async Task CommitWithoutAnnouncingAsync(TestUser sender, int room)
    {
        await using var scope = Services.CreateAsyncScope();
        var messages = scope.ServiceProvider.GetRequiredService<MessageService>();
        await messages.SendAsync(
            sender.Id,
            new NewMessage(room, "Then the power went", ClientMessageId: null),
            CancellationToken.None
        );
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Where the app's log goes; all of it that is configured to be written.</summary>
    protected virtual void AddLogging(ILoggingBuilder logging) => logging.AddProvider(_log);

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs after the app's own registrations.</summary>
    protected virtual void AddServices(IServiceCollection services)
    {
        if (Clock is not null)
        {
            services.Replace(ServiceDescriptor.Singleton(Clock));
            services.Remove(
                services.Single(service => service.ImplementationType == typeof(TimerListeners))
            );
        }
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
                    // The tests of a class have one address; those of the limits turn them on.
                    ["RateLimits:Enabled"] = "false",
                    ["Cors:AllowedOrigins:0"] = "https://chat.example.test",
                }
            )
            .AddInMemoryCollection(Settings)
            .Build();
}
