using DevChat.LocalHost.Parts;
using DevChat.Tests.Support;
using Npgsql;

namespace DevChat.Tests.SelfHost;

/// <summary>
/// One chat of three instances with the same stores: the app itself, in this process, and two in processes of their own, to
/// be put behind a load balancer.
/// </summary>
public sealed class SelfHosted(EmbeddedServers servers) : DevChatApp(servers)
{
    private readonly string _directory = Directory.CreateTempSubdirectory("devchat-").FullName;
    private ServerCorner? _corner;
    private InstanceProcess? _one;
    private InstanceProcess? _two;

    internal InstanceProcess One => _one ?? throw NotStarted();

    internal InstanceProcess Two => _two ?? throw NotStarted();

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["SignalR:Backplane"] = "redis" };

    /// <summary>The two processes find an empty database and bring it up to date, both at once.</summary>
    public override async ValueTask InitializeAsync()
    {
        _corner = await base.TakeCornerAsync();
        await EmptyDatabaseAsync(_corner.Postgres);
        var node = await NodeRuntime.FindAsync(
            new EmbeddedPartsOptions { DataDirectory = _directory }.SearchPath,
            CancellationToken.None
        );
        _one = new InstanceProcess(_corner, node, _directory);
        _two = new InstanceProcess(_corner, node, _directory);
        await Task.WhenAll(_one.StartAsync(), _two.StartAsync());
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Task.WhenAll(One.DisposeAsync().AsTask(), Two.DisposeAsync().AsTask());
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
