using System.Text.Json;
using DevChat.Functions.Telemetry;
using DevChat.Functions.Wire;

namespace DevChat.Functions.Realtime;

/// <summary>The payload of an event as it goes over the wire.</summary>
internal static class EventJson
{
    /// <summary>
    /// The payload; while the trace that it comes from is recorded, with a member <c>traceparent</c>, by which a client's own
    /// spans join that trace.
    /// </summary>
    public static JsonElement Of<TPayload>(TPayload payload)
    {
        if (TraceParent.Current is not { } traceParent)
        {
            return WireJson.ToElement(payload);
        }
        var json = JsonSerializer.SerializeToNode(payload, WireJson.Options)!.AsObject();
        json["traceparent"] = traceParent;
        return WireJson.ToElement(json);
    }
}
