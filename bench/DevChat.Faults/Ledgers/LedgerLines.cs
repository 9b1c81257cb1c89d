namespace DevChat.Faults.Ledgers;

/// <summary>A room of the load. Members stay; the creator adds and removes the guest.</summary>
internal sealed record PlannedRoom(int Room, IReadOnlyList<int> Members, int Guest);

/// <summary>A message that a client put into its outbox.</summary>
internal sealed record WantedMessage(int User, int Room, Guid Key, string Content, long At);

/// <summary>An operation as one request asked for it, or as it was acknowledged. <c>At</c> is in milliseconds.</summary>
internal sealed record Operation
{
    public required int Request { get; init; }

    /// <summary><c>send</c>, <c>read</c>, <c>delete</c>, <c>rename</c>, <c>add</c> or <c>remove</c>.</summary>
    public required string Op { get; init; }

    public required int User { get; init; }

    public required long At { get; init; }

    public int Room { get; init; }

    public Guid Key { get; init; }

    /// <summary>Of the message that was sent or deleted.</summary>
    public long Id { get; init; }

    /// <summary>Of the message that was sent, or the position that was read.</summary>
    public long Seq { get; init; }

    public string? Name { get; init; }

    public int Participant { get; init; }
}

/// <summary>The end of a request. Status 0: there was no answer.</summary>
internal sealed record EndedRequest(string What, int Status, double Ms);

/// <summary>What one client holds after it has caught up.</summary>
internal sealed record HeldChat
{
    public required int User { get; init; }

    /// <summary>Of the connection.</summary>
    public required string State { get; init; }

    /// <summary>The keys of the messages that are still in the outbox.</summary>
    public required IReadOnlyList<Guid> Pending { get; init; }

    public required IReadOnlyList<HeldRoom> Rooms { get; init; }

    /// <summary>The counts of the REST API at the same time.</summary>
    public required IReadOnlyList<AnsweredCount> Answered { get; init; }

    /// <summary>The messages that the client told its listeners of, in this order.</summary>
    public required IReadOnlyList<ToldMessages> Told { get; init; }
}

internal sealed record HeldRoom
{
    public required int Room { get; init; }

    public required string? Name { get; init; }

    public required int ParticipantCount { get; init; }

    public required long LastSeq { get; init; }

    public required long LastReadSeq { get; init; }

    public required long UnreadCount { get; init; }

    /// <summary>The timeline. Null: the room is not open.</summary>
    public required IReadOnlyList<HeldMessage>? Messages { get; init; }
}

/// <summary>A message of a timeline. Without content it is deleted.</summary>
internal sealed record HeldMessage(long Seq, Guid Key, string? Content);

internal sealed record AnsweredCount(int Room, long UnreadCount);

internal sealed record ToldMessages(int Room, IReadOnlyList<long> Seqs);
