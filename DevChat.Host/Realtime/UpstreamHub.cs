using System.Text.Json;
using Microsoft.AspNetCore.SignalR;

namespace DevChat.Host.Realtime;

/// <summary>
/// The hub. It runs a function for every message of a client. <see cref="UpstreamHandler"/> handles connecting and
/// disconnecting.
/// </summary>
internal sealed class UpstreamHub(SignalRFunctions functions, RefusedCalls refused) : Hub
{
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        UpstreamHandler.Failed(Context.Items, exception);
        return Task.CompletedTask;
    }

    /// <summary>Target of every message of a client, see <see cref="AnyTargetProtocol"/>.</summary>
    public Task<object?> Invoke(string target, JsonElement[] arguments)
    {
        var message = SignalREvents.Message(Context, target, arguments);
        return functions.Take(message)
            ? functions.InvokeAsync(message)
            : Refuse($"No function takes the target '{ShortName.Of(target)}'.");
    }

    /// <summary>Target of calls that no function can handle, see <see cref="AnyTargetProtocol"/>.</summary>
    public async Task<object?> Refuse(string reason)
    {
        if (!await refused.MayGoOnAsync(Context.UserIdentifier))
        {
            Context.Abort();
        }

        return new CallFailure(reason);
    }

    /// <summary>Target of frames that violate the protocol, see <see cref="AnyTargetProtocol"/>.</summary>
    public void End() => Context.Abort();
}
