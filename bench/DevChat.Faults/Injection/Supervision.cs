using DevChat.LocalHost.Servers;

namespace DevChat.Faults.Injection;

/// <summary>What systemd or Docker do for a server that has ended.</summary>
internal static class Supervision
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Starts the server until it runs. The rest of a killed PostgreSQL may still hold its memory.</summary>
    public static async Task RestartAsync(LocalServer server, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        await server.StopAsync(limit.Token);
        while (!await StartsAsync(server, limit.Token))
        {
            await Task.Delay(Pause, limit.Token);
        }
    }

    private static async Task<bool> StartsAsync(
        LocalServer server,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await server.StartAsync(cancellationToken);
            return true;
        }
        catch (ServerStartException)
        {
            return false;
        }
    }
}
