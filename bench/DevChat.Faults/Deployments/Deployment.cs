using DevChat.LocalHost.Servers;
using DevChat.Testing.Apps;
using DevChat.Testing.Programs;
using Npgsql;

namespace DevChat.Faults.Deployments;

/// <summary>The stores, hosts in processes of their own, and the proxy that the clients connect to.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private const string Plenty = "100000";

    /// <summary>The defaults, except the rate limits: all clients have one address. Passwords are hashed cheaply.</summary>
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["SignalR:Backplane"] = "redis",
        ["Passwords:WorkFactor"] = "4",
        ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
        ["RateLimits:RegisterPerAddress"] = Plenty,
        ["RateLimits:RequestsPerAddress"] = Plenty,
        ["RateLimits:RequestsPerUser"] = Plenty,
        ["RateLimits:SendPerUser"] = Plenty,
        ["RateLimits:RenamesPerUser"] = Plenty,
        ["RateLimits:ConnectPerUser"] = Plenty,
    };

    private static readonly Dictionary<string, string?> NoVariables = [];

    private readonly ServersDirectory _directory = new();
    private readonly List<InstanceProcess> _hosts = [];
    private LocalServers? _servers;
    private RedisProcess? _redis;
    private YarpBalancer? _balancer;
    private TcpProxy? _proxy;

    private Deployment() { }

    public PostgresServer Postgres => _servers?.Postgres ?? throw NotStarted();

    public StorageServer Storage => _servers?.Storage ?? throw NotStarted();

    public RedisProcess Redis => _redis ?? throw NotStarted();

    public IReadOnlyList<InstanceProcess> Hosts => _hosts;

    public TcpProxy Proxy => _proxy ?? throw NotStarted();

    /// <summary>Where the clients find the chat: at the proxy.</summary>
    public Uri Address => new($"http://127.0.0.1:{Proxy.Port}");

    /// <summary>Null unless asked for.</summary>
    public SmallDisk? Disk { get; private set; }

    /// <inheritdoc cref="Disk"/>
    public SteppedClock? Clock { get; private set; }

    public static async Task<Deployment> StartAsync(
        DeploymentNeeds needs,
        CancellationToken cancellationToken
    )
    {
        var deployment = new Deployment();
        try
        {
            await deployment.StartStoresAsync(needs, cancellationToken);
            await deployment.StartHostsAsync(needs);
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    /// <summary>The database, to look at from outside.</summary>
    public NpgsqlDataSource OpenDatabase() => NpgsqlDataSource.Create(Postgres.ConnectionString);

    public async ValueTask DisposeAsync()
    {
        _hosts.ForEach(host => host.Dispose());
        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_balancer?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_redis?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_servers?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Disk?.DisposeAsync() ?? ValueTask.CompletedTask);
        _directory.Dispose();
    }

    private async Task StartStoresAsync(DeploymentNeeds needs, CancellationToken cancellationToken)
    {
        Clock = needs.SteppedClock
            ? await SteppedClock.CreateAsync(_directory.Root, cancellationToken)
            : null;
        Disk = needs.SmallDisk
            ? await SmallDisk.MountAsync(
                Path.Combine(_directory.Data, "postgres"),
                cancellationToken
            )
            : null;
        await (
            Clock is null
                ? StartServersAsync(cancellationToken)
                : Clock.DuringAsync(() => StartServersAsync(cancellationToken))
        );
    }

    private async Task StartServersAsync(CancellationToken cancellationToken)
    {
        _servers = await _directory.StartAsync(
            _directory.Options with
            {
                Durable = true,
                Redis = false,
            }
        );
        _redis = new RedisProcess(_directory.Root);
        await _redis.StartAsync(cancellationToken);
    }

    private async Task StartHostsAsync(DeploymentNeeds needs)
    {
        var corner = new ServerCorner(
            Postgres.ConnectionString,
            Redis.ConnectionString,
            Storage.ConnectionStringFor("devstoreaccount1")
        );
        var settings = Settings.Concat(Clock?.Variables ?? NoVariables).ToDictionary();
        for (var i = 0; i < needs.Hosts; i++)
        {
            _hosts.Add(new InstanceProcess(corner, settings, _directory.Root));
            await _hosts[i].StartAsync();
        }

        _balancer = needs.Hosts == 1 ? null : await YarpBalancer.StartAsync([.. Addresses()]);
        _proxy = new TcpProxy((_balancer?.Address ?? _hosts[0].Address).Port);
    }

    private IEnumerable<Uri> Addresses() => _hosts.Select(host => host.Address);

    private static InvalidOperationException NotStarted() => new("The deployment is not started.");
}

/// <summary>What the faults of a run need.</summary>
internal sealed record DeploymentNeeds
{
    public int Hosts { get; init; } = 1;

    /// <summary>PostgreSQL's data is on a <see cref="Deployments.SmallDisk"/>.</summary>
    public bool SmallDisk { get; init; }

    /// <summary>All of it follows a <see cref="Deployments.SteppedClock"/>.</summary>
    public bool SteppedClock { get; init; }
}
