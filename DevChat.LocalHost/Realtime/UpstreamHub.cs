using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.LocalHost.Realtime;

/// <summary>The hub: everything that happens on it becomes a run of a function.</summary>
internal sealed class UpstreamHub(SignalRFunctions functions) : Hub
{
    public override Task OnConnectedAsync() =>
        functions.NotifyAsync(SignalREvents.Connected(Context));

    public override Task OnDisconnectedAsync(Exception? exception) =>
        functions.NotifyAsync(SignalREvents.Disconnected(Context, exception));

    /// <summary>Where <see cref="AnyTargetProtocol"/> sends every message of a client.</summary>
    public Task<object?> Invoke(string target, JsonElement[] arguments) =>
        functions.InvokeAsync(SignalREvents.Message(Context, target, arguments));
}
