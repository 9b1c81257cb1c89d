namespace DevChat.Host.Hosting;

/// <summary>Listens to no signals: many hosts live in one test process, and whoever starts one stops it.</summary>
internal sealed class NoHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
