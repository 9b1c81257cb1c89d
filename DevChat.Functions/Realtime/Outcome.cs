namespace DevChat.Functions.Realtime;

/// <summary>
/// What follows from a request or call, for others than its caller. Both transports take it: <see cref="OutcomePublisher"/>
/// turns it into output bindings for REST, and sends it through the gateway for realtime.
/// </summary>
public record Outcome
{
    public static readonly Outcome Nothing = new();

    /// <summary>In the order in which they are sent.</summary>
    public IReadOnlyList<Delivery> Events { get; init; } = [];

    /// <summary>The room whose unread counts have changed; null without one.</summary>
    public int? RecountOf { get; init; }

    /// <summary>A user's exit from a room that could not be finished; null without one.</summary>
    public ChatroomExitMessage? UnfinishedExit { get; init; }

    /// <summary>Runs when the events are handed over: to the realtime service, or to the host for its output bindings.</summary>
    public Action? OnHandedOver { get; init; }

    public static Outcome Of(IEnumerable<Delivery> events) => new() { Events = [.. events] };
}

/// <summary>An outcome together with the caller's own reply.</summary>
public sealed record Outcome<TReply> : Outcome
{
    public Outcome(TReply reply) => Reply = reply;

    public Outcome(Outcome outcome, TReply reply)
        : base(outcome) => Reply = reply;

    public TReply Reply { get; }

    /// <summary>The same with another reply.</summary>
    public Outcome<TOther> With<TOther>(TOther reply) => new(this, reply);
}
