using DevChat.Tests.LocalHost;
using Xunit;

[assembly: AssemblyFixture(typeof(StorageFixture))]

namespace DevChat.Tests.LocalHost;

/// <summary>The storage account and the Redis that tests of queues, timers and the backplane share.</summary>
public sealed class StorageFixture
{
    /// <summary>Connection string of a storage account.</summary>
    public string Storage { get; } = Required("DEVCHAT_TEST_STORAGE");

    /// <summary>Connection string of a Redis.</summary>
    public string Redis { get; } = Required("DEVCHAT_TEST_REDIS");

    private static string Required(string variable) =>
        Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"{variable} is not set.");
}
