using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace DevChat.Host.Realtime;

/// <summary>
/// The JSON protocol, with two changes: a message to any target calls <see cref="UpstreamHub.Invoke"/> with the name of
/// the target and the arguments, and an <see cref="EventBundle"/> is written as its messages. For clients it is the
/// unchanged protocol <c>json</c>.
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

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output)
    {
        if (EventBundle.In(message) is not { } bundle)
        {
            json.WriteMessage(InOurWords(message), output);
            return;
        }

        foreach (var single in bundle.Messages)
        {
            json.WriteMessage(single, output);
        }
    }

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) =>
        HubProtocolExtensions.GetMessageBytes(this, message);

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

    /// <summary>A malformed call. It ends the connection, like a frame that the JSON protocol rejects.</summary>
    private HubMessage NoCall(ReadOnlySequence<byte> frame, IInvocationBinder binder)
    {
        try
        {
            json.TryParseMessage(ref frame, binder, out var message);
            if (message is not (HubMethodInvocationMessage or InvocationBindingFailureMessage))
            {
                // The JSON protocol returns null for unknown types of messages. They are ignored, like a ping.
                return message ?? PingMessage.Instance;
            }
        }
        catch (Exception exception)
            when (exception is InvalidDataException or InvalidOperationException or FormatException)
        {
            // The hub would log this as an error of the server, but it is an error of the client.
        }

        return new InvocationMessage(nameof(UpstreamHub.End), []);
    }

    /// <summary>Replaces the framework's error messages, because they contain names of hub methods.</summary>
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
