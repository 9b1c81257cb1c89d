using System.Text.Json;
using System.Text.Json.Serialization;
using DevChat.Domain.Users;
using DevChat.Host.Command;

namespace DevChat.LocalHost.Parts;

/// <summary>A program for supervise.mjs to run; its JSON form is what that script reads.</summary>
internal sealed record PartCommand
{
    /// <summary>How long a part may take to end before it is killed.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Full path of the executable.</summary>
    public required string Command { get; init; }
    public required IReadOnlyList<string> Arguments { get; init; }
    public required string WorkingDirectory { get; init; }

    /// <summary>Full path of the file that takes the program's output; emptied first.</summary>
    public required string Log { get; init; }

    /// <summary>Variables added to LocalHost's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } =
        new Dictionary<string, string>();

    /// <summary>The user to run as; null: the user of LocalHost.</summary>
    public UnprivilegedUser? User { get; init; }

    /// <summary>The signal that asks the program to end in good order.</summary>
    public string StopSignal { get; init; } = "SIGTERM";

    public double GraceMilliseconds { get; } = Grace.TotalMilliseconds;

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Web);
}
