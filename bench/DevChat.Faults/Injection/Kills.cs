using DevChat.Faults.Deployments;
using DevChat.LocalHost.Servers;

namespace DevChat.Faults.Injection;

/// <summary>SIGKILL for a host, one after the other, and a new start, as by a supervisor.</summary>
internal sealed class KilledHost : IFault
{
    public async Task InflictAsync(
        Deployment deployment,
        int number,
        CancellationToken cancellationToken
    )
    {
        var host = deployment.Hosts[number % deployment.Hosts.Count];
        await host.KillAsync();
        await host.StartAsync();
    }
}

/// <summary>SIGKILL for PostgreSQL or Azurite, and a new start on the same data.</summary>
internal sealed class KilledServer(Func<Deployment, ServerProcess> choose) : IFault
{
    public async Task InflictAsync(
        Deployment deployment,
        int number,
        CancellationToken cancellationToken
    )
    {
        var server = choose(deployment);
        ProcessTree.KillOne(server.ProcessId);
        await Supervision.RestartAsync(server, cancellationToken);
    }
}

/// <summary>SIGKILL for Redis, which comes back empty.</summary>
internal sealed class KilledRedis : IFault
{
    public Task InflictAsync(Deployment deployment, int number, CancellationToken cancellationToken)
    {
        ProcessTree.KillOne(deployment.Redis.ProcessId);
        return deployment.Redis.StartAsync(cancellationToken);
    }
}

/// <summary>Every connection of the clients is reset.</summary>
internal sealed class CutConnections : IFault
{
    public Task InflictAsync(Deployment deployment, int number, CancellationToken cancellationToken)
    {
        deployment.Proxy.Cut();
        return Task.CompletedTask;
    }
}
