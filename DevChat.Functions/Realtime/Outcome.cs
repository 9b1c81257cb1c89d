namespace DevChat.Functions.Realtime;

/// <summary>
/// The effects of a request or call on others than its caller. <see cref="OutcomePublisher"/> turns it into output
/// bindings for REST and sends it through the gateway for realtime.
/// </summary>
public record Outcome
{
    public static readonly Outcome Nothing = new();

    /// <summary>The events, in the order in which they are sent.</summary>
    public IReadOnlyList<Delivery> Events { get; init; } = [];

    /// <summary>Id of the room that needs an unread recount; null if none does.</summary>
    public int? RecountOf { get; init; }

    /// <summary>The exit of a user from a room that must be repeated; null if there is none.</summary>
    public ChatroomExitMessage? UnfinishedExit { get; init; }

    /// <summary>Runs when the events were accepted by the realtime service, or by the host as output bindings.</summary>
    public Action? OnHandedOver { get; init; }

    public static Outcome Of(IEnumerable<Delivery> events) => new() { Events = [.. events] };
}

/// <summary>An outcome together with the reply to the caller.</summary>
public sealed record Outcome<TReply> : Outcome
{
    public Outcome(TReply reply) => Reply = reply;

    public Outcome(Outcome outcome, TReply reply)
        : base(outcome) => Reply = reply;

    public TReply Reply { get; }

    /// <summary>The same outcome with another reply.</summary>
    public Outcome<TOther> With<TOther>(TOther reply) => new(this, reply);
}
