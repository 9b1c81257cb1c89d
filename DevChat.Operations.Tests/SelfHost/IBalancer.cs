namespace DevChat.Operations.Tests.SelfHost;

/// <summary>What stands in front of the instances. Disposing it ends it.</summary>
internal interface IBalancer : IAsyncDisposable
{
    /// <summary>The public address.</summary>
    Uri Address { get; }
}
