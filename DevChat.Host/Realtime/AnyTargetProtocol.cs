using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace DevChat.Host.Realtime;

/// <summary>
/// The JSON protocol, except that a message to any target arrives at <see cref="UpstreamHub.Invoke"/> with the target's
/// name and its arguments. A client notices nothing: it is still the protocol <c>json</c>.
/// </summary>
internal sealed class AnyTargetProtocol(JsonHubProtocol json) : IHubProtocol
{
    private const byte EndOfFrame = 0x1e;

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
        message = null;
        if (input.PositionOf(EndOfFrame) is not { } end)
        {
            return false;
        }

        var afterIt = input.GetPosition(1, end);
        message = ClientCall.Read(input.Slice(0, end)) is { } call
            ? Redirected(call)
            : NoCall(input.Slice(0, afterIt), binder);
        input = input.Slice(afterIt);
        return true;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) =>
        json.WriteMessage(InOurWords(message), output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) =>
        json.GetMessageBytes(InOurWords(message));

    private static InvocationMessage Redirected(ClientCall call) =>
        call switch
        {
            { IsStream: true } => Refused(
                call,
                $"The target '{ShortName.Of(call.Target!)}' is not a stream."
            ),
            { HasTooManyArguments: true } => Refused(
                call,
                $"A call takes at most {ClientCall.MaxArguments} arguments."
            ),
            _ => new(call.Id, nameof(UpstreamHub.Invoke), [call.Target, call.Arguments!.ToArray()]),
        };

    private static InvocationMessage Refused(ClientCall call, string reason) =>
        new(call.Id, nameof(UpstreamHub.Refuse), [reason]);

    /// <summary>A call that gets here is malformed, as is a frame that the JSON protocol rejects: both end the connection.</summary>
    private HubMessage NoCall(ReadOnlySequence<byte> frame, IInvocationBinder binder)
    {
        try
        {
            json.TryParseMessage(ref frame, binder, out var message);
            if (message is not (HubMethodInvocationMessage or InvocationBindingFailureMessage))
            {
                // Messages of types that are unknown are null, and to be left aside, as a ping is.
                return message ?? PingMessage.Instance;
            }
        }
        catch (Exception exception)
            when (exception is InvalidDataException or InvalidOperationException or FormatException)
        {
            // The hub would log it as an error, but it is the client's.
        }

        return new InvocationMessage(nameof(UpstreamHub.End), []);
    }

    /// <summary>The framework's words for a failure name methods of the hub.</summary>
    private static HubMessage InOurWords(HubMessage message) =>
        message switch
        {
            CompletionMessage { Result: CallFailure failure } completion =>
                CompletionMessage.WithError(completion.InvocationId!, failure.Text),
            CompletionMessage { Error: not null } completion => CompletionMessage.WithError(
                completion.InvocationId!,
                "The call failed."
            ),
            _ => message,
        };
}
