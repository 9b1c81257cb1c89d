using DevChat.Tests.Support;

namespace DevChat.Tests.LocalHost;

/// <summary>A storage account and a Redis key space for the tests of one class.</summary>
public sealed class StorageFixture(EmbeddedServers servers) : IAsyncLifetime
{
    private ServerCorner? corner;

    /// <summary>Connection string of the storage account.</summary>
    public string Storage => Corner.Storage;

    /// <summary>Connection string of the Redis.</summary>
    public string Redis => Corner.Redis;

    private ServerCorner Corner =>
        corner ?? throw new InvalidOperationException("The fixture is not initialized.");

    public async ValueTask InitializeAsync() => corner = await servers.TakeCornerAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
