using Azure.Core.Serialization;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.SignalR.Management;

/// <summary>The declarations of this folder only let the function app compile: no manager is ever built.</summary>
public sealed class ServiceManagerBuilder
{
    public ServiceManagerBuilder WithOptions(Action<ServiceManagerOptions> configure) => this;

    public ServiceManagerBuilder WithLoggerFactory(ILoggerFactory loggerFactory) => this;

    public ServiceManager BuildServiceManager() => throw new NotSupportedException();
}

public sealed class ServiceManagerOptions
{
    public string? ConnectionString { get; set; }

    public ServiceTransportType ServiceTransportType { get; set; }

    public void UseJsonObjectSerializer(ObjectSerializer objectSerializer) =>
        throw new NotSupportedException();
}

public enum ServiceTransportType
{
    Transient,
    Persistent,
}

public abstract class ServiceManager : IDisposable
{
    public abstract Task<ServiceHubContext> CreateHubContextAsync(
        string hubName,
        CancellationToken cancellationToken
    );

    public abstract void Dispose();
}
