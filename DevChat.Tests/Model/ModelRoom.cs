namespace DevChat.Tests.Model;

/// <summary>A room as it should be.</summary>
internal sealed class ModelRoom(int id, int creator, string name)
{
    public int Id { get; } = id;

    public int Creator { get; } = creator;

    public string Name { get; set; } = name;

    public bool IsClosed { get; set; }

    /// <summary>How far each member has read, by user.</summary>
    public Dictionary<int, long> LastRead { get; } = [];

    /// <summary>The messages; the first has seq 1.</summary>
    public List<ModelMessage> Messages { get; } = [];

    public IEnumerable<int> Members => LastRead.Keys;

    public bool Has(int user) => !IsClosed && LastRead.ContainsKey(user);

    public long UnreadBy(int user) =>
        Messages.Count(message =>
            message.Seq > LastRead[user] && message.Sender != user && !message.IsDeleted
        );

    /// <summary>What a member knows of it.</summary>
    /// <param name="user">The member.</param>
    /// <param name="idOf">Gives the id of a user.</param>
    public RoomView SeenBy(int user, Func<int, int> idOf)
    {
        var view = new RoomView
        {
            Id = Id,
            Name = Name,
            Participants = [.. Members.Select(idOf)],
            LastSeq = Messages.Count,
            LastReadSeq = LastRead[user],
            UnreadCount = UnreadBy(user),
        };
        Messages.ForEach(message =>
            view.Messages[message.Seq] = message.IsDeleted ? null : message.Content
        );
        return view;
    }

    public bool IsReadByOthers(ModelMessage message) =>
        LastRead.All(reader => reader.Key == message.Sender || reader.Value >= message.Seq);
}

/// <summary>A message as it should be.</summary>
internal sealed class ModelMessage(long id, long seq, int sender, string content)
{
    public long Id { get; } = id;

    public long Seq { get; } = seq;

    public int Sender { get; } = sender;

    public string Content { get; } = content;

    public bool IsDeleted { get; set; }
}
