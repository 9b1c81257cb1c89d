using System.Net;

namespace DevChat.Functions.Http;

/// <summary>What is known of the request or realtime call that started this invocation. Set once, by what all of them pass through; empty for other triggers.</summary>
public sealed class CurrentRequest
{
    /// <summary>Under which the request is found in the logs.</summary>
    public string? Id { get; private set; }

    /// <summary>Where the request comes from, as <see cref="ClientAddresses"/> sees it; null for a realtime call.</summary>
    public IPAddress? ClientAddress { get; private set; }

    internal void Is(string id, IPAddress? clientAddress) =>
        (Id, ClientAddress) = (id, clientAddress);
}
