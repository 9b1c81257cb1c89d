using DevChat.Testing.Apps;

namespace DevChat.Tests.Host;

/// <summary>The storage account and the Redis of a class of tests of queues, timers or the backplane.</summary>
public sealed class StorageFixture(EmbeddedServers servers) : IAsyncLifetime
{
    private ServerCorner? _corner;

    /// <summary>Connection string of a storage account.</summary>
    public string Storage => Corner.Storage;

    /// <summary>Connection string of a Redis.</summary>
    public string Redis => Corner.Redis;

    private ServerCorner Corner =>
        _corner ?? throw new InvalidOperationException("The servers are not started.");

    public async ValueTask InitializeAsync() => _corner = await servers.TakeCornerAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
