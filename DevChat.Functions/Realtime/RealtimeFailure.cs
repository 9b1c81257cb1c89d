using System.Text.Json.Serialization;
using DevChat.Domain.Errors;
using DevChat.Functions.Requests;

namespace DevChat.Functions.Realtime;

/// <summary>The reply to a refused call.</summary>
public sealed record RealtimeFailure(RealtimeFailure.Reason Error)
{
    public static RealtimeFailure From(Error error) =>
        new(
            new Reason(error.Code, ErrorStatus.TitleOf(error), ErrorStatus.Of(error), error.Fields)
        );

    /// <summary>Code and status are the same as over REST.</summary>
    public sealed record Reason(
        string Code,
        string Title,
        int Status,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
            IReadOnlyDictionary<string, string[]>? Errors
    );
}
