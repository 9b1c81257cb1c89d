using DevChat.Testing.Apps;
using DevChat.Testing.Programs;
using Npgsql;

namespace DevChat.Operations.Tests.SelfHost;

/// <summary>
/// One chat of three instances with the same stores: the app itself, in this process, and two in processes of their own, to
/// be put behind a load balancer.
/// </summary>
public sealed class SelfHosted(EmbeddedServers servers) : DevChatApp(servers)
{
    private const string LoginsAMinute = "2";
    private const string Plenty = "100000";

    private readonly string _directory = Directory.CreateTempSubdirectory("devchat-").FullName;
    private ServerCorner? _corner;
    private InstanceProcess? _one;
    private InstanceProcess? _two;

    internal InstanceProcess One => _one ?? throw NotStarted();

    internal InstanceProcess Two => _two ?? throw NotStarted();

    protected override IReadOnlyDictionary<string, string?> Settings { get; } =
        new Dictionary<string, string?>
        {
            ["SignalR:Backplane"] = "redis",
            ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
            ["RateLimits:Enabled"] = "true",
            ["RateLimits:LoginPerAccount"] = LoginsAMinute,
            // All clients of the tests have one address.
            ["RateLimits:RegisterPerAddress"] = Plenty,
            ["RateLimits:LoginPerAddress"] = Plenty,
            ["RateLimits:RequestsPerAddress"] = Plenty,
            ["RateLimits:RequestsPerUser"] = Plenty,
            ["RateLimits:SendPerUser"] = Plenty,
            ["RateLimits:ConnectPerUser"] = Plenty,
        };

    /// <summary>The two processes find an empty database and bring it up to date, both at once.</summary>
    public override async ValueTask InitializeAsync()
    {
        _corner = await base.TakeCornerAsync();
        await EmptyDatabaseAsync(_corner.Postgres);
        _one = new InstanceProcess(_corner, Settings, _directory);
        _two = new InstanceProcess(_corner, Settings, _directory);
        await Task.WhenAll(_one.StartAsync(), _two.StartAsync());
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        One.Dispose();
        Two.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    protected override Task<ServerCorner> TakeCornerAsync() =>
        Task.FromResult(_corner ?? throw NotStarted());

    private static async Task EmptyDatabaseAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "DROP SCHEMA public CASCADE; CREATE SCHEMA public",
            connection
        );
        await command.ExecuteNonQueryAsync();
    }

    private static InvalidOperationException NotStarted() => new("The instances are not started.");
}
