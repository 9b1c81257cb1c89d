using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.LocalHost.Realtime;

/// <summary>The hub: every message of a client becomes a run of a function. <see cref="UpstreamHandler"/> tells of coming and going.</summary>
internal sealed class UpstreamHub(SignalRFunctions functions) : Hub
{
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        UpstreamHandler.Failed(Context.Items, exception);
        return Task.CompletedTask;
    }

    /// <summary>Where <see cref="AnyTargetProtocol"/> sends every message of a client.</summary>
    public Task<object?> Invoke(string target, JsonElement[] arguments) =>
        functions.InvokeAsync(SignalREvents.Message(Context, target, arguments));
}
