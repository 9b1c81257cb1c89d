namespace DevChat.Testing.Programs;

/// <summary>What stands in front of the instances. Disposing it ends it.</summary>
public interface IBalancer : IAsyncDisposable
{
    /// <summary>The public address.</summary>
    Uri Address { get; }
}
