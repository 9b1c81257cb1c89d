using System.Text.Json;
using Microsoft.AspNetCore.SignalR;

namespace DevChat.Host.Realtime;

/// <summary>The hub: every message of a client becomes a run of a function. <see cref="UpstreamHandler"/> tells of coming and going.</summary>
internal sealed class UpstreamHub(SignalRFunctions functions, RefusedCalls refused) : Hub
{
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        UpstreamHandler.Failed(Context.Items, exception);
        return Task.CompletedTask;
    }

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
        {
            Context.Abort();
        }

        return new CallFailure(reason);
    }

    /// <summary>Where <see cref="AnyTargetProtocol"/> sends frames that are not of the protocol.</summary>
    public void End() => Context.Abort();
}
