using System.Text.Json;
using System.Text.Json.Serialization;
using DevChat.Functions.Realtime;
using DevChat.Host.Http;
using DevChat.Host.Realtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Tests.Host;

/// <summary>SignalR functions of every shape, and an HTTP function that negotiates.</summary>
public sealed class SignalRProbes(Probe probe, IRealtimeGateway gateway)
{
    [Function("Negotiate")]
    public async Task<IActionResult> Negotiate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "negotiate")]
            HttpRequest request,
        CancellationToken cancellationToken
    ) =>
        new JsonResult(
            await gateway.NegotiateAsync(SignalRClients.Owner(request), cancellationToken)
        );

    [Function("Connected")]
    public void Connected(
        [SignalRTrigger("chat", "connections", "connected")] SignalRInvocationContext happened
    )
    {
        probe.Tell(happened);
        if (happened.UserId == "13")
        {
            throw new InvalidOperationException("bad luck");
        }
    }

    [Function("Disconnected")]
    public void Disconnected(
        [SignalRTrigger("chat", "connections", "disconnected")] SignalRInvocationContext happened
    ) => probe.Tell(happened);

    [Function("Echo")]
    public object?[] Echo(
        [SignalRTrigger("chat", "messages", "echo")] SignalRInvocationContext message
    ) => message.Arguments!;

    [Function("Tell")]
    public void Tell(
        [SignalRTrigger("chat", "messages", "tell")] SignalRInvocationContext message
    ) => probe.Tell(((JsonElement)message.Arguments![0]).GetRawText());

    [Function("WhoAmI")]
    public Shown WhoAmI(
        [SignalRTrigger("chat", "messages", "who-am-i")] SignalRInvocationContext message
    ) =>
        new(
            message.UserId,
            message.ConnectionId,
            message.Claims![ConnectionOwner.SessionClaim].ToString()
        );

    [Function("Nothing")]
    public Task Nothing(
        [SignalRTrigger("chat", "messages", "nothing")] SignalRInvocationContext message
    ) => Task.FromResult(message);

    [Function("Named")]
    public string Named(
        [SignalRTrigger("chat", "messages", "named", "first", "second")]
            SignalRInvocationContext message,
        JsonElement first,
        int second
    ) => $"{first.GetRawText()} {second} {message.Event}";

    [Function("Join")]
    public Task Join(
        [SignalRTrigger("chat", "messages", "join", "group")] SignalRInvocationContext message,
        string group,
        CancellationToken cancellationToken
    ) => gateway.AddToGroupAsync(message.ConnectionId, group, cancellationToken);

    [Function("Breaks")]
    public Task<string> Breaks(
        [SignalRTrigger("chat", "messages", "breaks")] SignalRInvocationContext message
    ) => throw new InvalidOperationException($"secret of {message.Hub}");

    [Function("Hangs")]
    public async Task<string> Hangs(
        [SignalRTrigger("chat", "messages", "hangs")] SignalRInvocationContext message
    )
    {
        probe.Tell(message.Event);
        await probe.Gate("hangs");
        return "done";
    }

    [Function("Shout")]
    [SignalROutput(HubName = "chat")]
    public SignalRMessageAction[] Shout(
        [SignalRTrigger("chat", "messages", "shout")] SignalRInvocationContext message
    ) => [new("heard", message.Arguments), new("heard", ["twice"])];

    [Function("Group")]
    [SignalROutput(HubName = "chat")]
    public SignalRGroupAction[] Group(
        [SignalRTrigger("chat", "messages", "group", "join", "name")]
            SignalRInvocationContext message,
        bool join,
        string name
    ) =>
        [
            new(join ? SignalRGroupActionType.Add : SignalRGroupActionType.Remove)
            {
                GroupName = name,
                UserId = message.UserId,
            },
        ];

    /// <summary>A reply with names as declared and one that names itself.</summary>
    public sealed record Shown(
        string UserId,
        string ConnectionId,
        [property: JsonPropertyName("session_id")] string SessionId
    );
}
