using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.LocalHost.Realtime;

/// <summary>The hub: everything that happens on it becomes a run of a function.</summary>
internal sealed class UpstreamHub(SignalRFunctions functions, RefusedCalls refused) : Hub
{
    public override Task OnConnectedAsync() =>
        functions.NotifyAsync(SignalREvents.Connected(Context));

    public override Task OnDisconnectedAsync(Exception? exception) =>
        functions.NotifyAsync(SignalREvents.Disconnected(Context, exception));

    /// <summary>Where <see cref="AnyTargetProtocol"/> sends every message of a client.</summary>
    public Task<object?> Invoke(string target, JsonElement[] arguments)
    {
        var message = SignalREvents.Message(Context, target, arguments);
        return functions.Take(message)
            ? functions.InvokeAsync(message)
            : Refuse($"No function takes the target '{ShortName.Of(target)}'.");
    }

    /// <summary>Where <see cref="AnyTargetProtocol"/> sends the calls that no function could take.</summary>
    public async Task<object?> Refuse(string reason)
    {
        if (!await refused.MayGoOnAsync(Context.UserIdentifier))
            Context.Abort();
        return new CallFailure(reason);
    }

    /// <summary>Where <see cref="AnyTargetProtocol"/> sends what is not of the protocol.</summary>
    public void End() => Context.Abort();
}
