using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using DevChat.Functions.Contract;
using DevChat.Functions.Realtime;

namespace DevChat.Testing.Contract;

/// <summary>Holds what a connection receives against the catalogues of events and calls.</summary>
public static class RealtimeCheck
{
    private static readonly SchemaCatalogue Schemas = new(_ => null);

    private static readonly Dictionary<string, JsonElement> Events =
        RealtimeCatalogue.Events.ToDictionary(
            known => known.Target,
            known => Schema(known.Payload)
        );

    private static readonly Dictionary<string, JsonElement?> Replies =
        RealtimeCatalogue.Calls.ToDictionary(
            call => call.Target,
            call => call.Reply is { } reply ? Schema(reply.GetType()) : (JsonElement?)null
        );

    private static readonly JsonElement Failure = Schema(typeof(RealtimeFailure));

    /// <summary>After all schemas that it holds.</summary>
    private static readonly SchemaCheck Check = new(
        JsonSerializer.SerializeToElement(
            new JsonObject
            {
                ["components"] = new JsonObject
                {
                    ["schemas"] = JsonSerializer.SerializeToNode(Schemas.Schemas),
                },
            }
        )
    );

    /// <summary>Any event may say what trace it comes from; that is in no schema.</summary>
    public static IEnumerable<string> OfEvent(string target, JsonElement payload)
    {
        var fields = JsonObject.Create(payload)!;
        var traceParent = fields["traceparent"];
        fields.Remove("traceparent");
        return
        [
            .. Check.Mistakes(JsonSerializer.SerializeToElement(fields), Events[target], target),
            .. traceParent is null || ActivityContext.TryParse($"{traceParent}", null, out _)
                ? Array.Empty<string>()
                : [$"{target}.traceparent is {traceParent}"],
        ];
    }

    /// <summary>Nothing is said of a target that is in no catalogue.</summary>
    public static IEnumerable<string> OfReply(string target, JsonElement reply)
    {
        if (reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("error", out _))
        {
            return Check.Mistakes(reply, Failure, target);
        }

        if (!Replies.TryGetValue(target, out var expected))
        {
            return [];
        }

        if (expected is { } schema)
        {
            return Check.Mistakes(reply, schema, target);
        }

        return reply.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
            ? []
            : [$"{target} is not said to reply {reply}"];
    }

    private static JsonElement Schema(Type type) =>
        JsonSerializer.SerializeToElement(Schemas.Refer(type));
}
