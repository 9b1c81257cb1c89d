using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace DevChat.LocalHost.Realtime;

/// <summary>
/// The JSON protocol, except that a message to any target arrives at <see cref="UpstreamHub.Invoke"/> with the target's
/// name and its arguments. A client notices nothing: it is still the protocol <c>json</c>.
/// </summary>
internal sealed class AnyTargetProtocol(JsonHubProtocol json) : IHubProtocol
{
    public string Name => json.Name;

    public int Version => json.Version;

    public TransferFormat TransferFormat => json.TransferFormat;

    public bool IsVersionSupported(int version) => json.IsVersionSupported(version);

    public bool TryParseMessage(
        ref ReadOnlySequence<byte> input,
        IInvocationBinder binder,
        [NotNullWhen(true)] out HubMessage? message
    )
    {
        var any = new AnyTargetBinder(binder, ArgumentCount.OfFirstMessage(input));
        if (!json.TryParseMessage(ref input, any, out message))
            return false;
        message = Redirected(message);
        return true;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) =>
        json.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) =>
        json.GetMessageBytes(message);

    private static HubMessage Redirected(HubMessage message) =>
        message is InvocationMessage invocation
            ? new InvocationMessage(
                invocation.InvocationId,
                nameof(UpstreamHub.Invoke),
                [invocation.Target, UpstreamArguments.Of(invocation)]
            )
            : message;
}
