using DevChat.Faults.Audits;
using DevChat.Faults.Ledgers;

namespace DevChat.Operations.Tests.Faults;

/// <summary>
/// A room of two users and a guest. Ada wrote two messages and deleted the second, and Grace wrote one. All of it was
/// acknowledged, and is where it belongs until a test changes it.
/// </summary>
internal sealed class AuditedChat
{
    public const int Ada = 1;
    public const int Grace = 2;
    private const int Guest = 3;
    private const int Room = 7;

    private static readonly Guid[] Keys =
    [
        .. Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7()),
    ];

    private readonly Ledger _ledger = new()
    {
        Rooms = [new PlannedRoom(Room, [Ada, Grace], Guest)],
        Wanted = [Wanted(Ada, 0), Wanted(Ada, 1), Wanted(Grace, 2)],
        Acknowledged =
        [
            Sent(Ada, 0),
            Sent(Ada, 1),
            Sent(Grace, 2),
            Done("delete", Ada) with
            {
                Id = 102,
            },
            Done("read", Grace) with
            {
                Seq = 1,
            },
            Done("rename", Ada) with
            {
                Name = "old",
            },
            Done("rename", Ada) with
            {
                Name = "new",
            },
            Done("add", Ada) with
            {
                Participant = Guest,
            },
            Done("remove", Ada) with
            {
                Participant = Guest,
            },
        ],
        Asked = [Done("delete", Ada) with { Id = 102 }],
        Held = [Held(Ada, lastRead: 0, unread: 1), Held(Grace, lastRead: 1, unread: 0)],
    };

    public List<StoredRoom> Rooms { get; } = [new(Room, "new", 3)];

    public List<StoredMessage> Messages { get; } =
    [Stored(Ada, 0), Stored(Ada, 1) with { Content = null }, Stored(Grace, 2)];

    public List<StoredParticipant> Participants { get; } = [new(Room, Ada, 0), new(Room, Grace, 1)];

    public IReadOnlyList<Finding> Audit() =>
        DevChat.Faults.Audits.Audit.Of(_ledger, new StoredChat(Rooms, Messages, Participants));

    /// <summary>A request for an operation that had no answer.</summary>
    public void AskWithoutAnswer(string op, string? name = null) =>
        _ledger.Asked.Add(Done(op, Ada) with { Request = 99, Name = name, Participant = Guest });

    public void ChangeHeld(Func<HeldChat, HeldChat> change) =>
        _ledger.Held[0] = change(_ledger.Held[0]);

    public void ChangeHeldRoom(Func<HeldRoom, HeldRoom> change) =>
        ChangeHeld(held => held with { Rooms = [change(held.Rooms[0])] });

    public void ChangeTimeline(Func<IReadOnlyList<HeldMessage>, IEnumerable<HeldMessage>> change) =>
        ChangeHeldRoom(room => room with { Messages = [.. change(room.Messages!)] });

    public void ChangeTold(params long[] seqs) =>
        ChangeHeld(held => held with { Told = [new ToldMessages(Room, seqs)] });

    private static WantedMessage Wanted(int user, int index) =>
        new(user, Room, Keys[index], $"message {index}", 0);

    private static Operation Sent(int user, int index) =>
        Done("send", user) with
        {
            Key = Keys[index],
            Id = 101 + index,
            Seq = 1 + index,
        };

    private static StoredMessage Stored(int user, int index) =>
        new(101 + index, Room, 1 + index, user, Keys[index], $"message {index}");

    private static Operation Done(string op, int user) =>
        new()
        {
            Request = 0,
            Op = op,
            User = user,
            Room = Room,
            At = 0,
        };

    private static HeldChat Held(int user, long lastRead, long unread) =>
        new()
        {
            User = user,
            State = "connected",
            Pending = [],
            Rooms =
            [
                new HeldRoom
                {
                    Room = Room,
                    Name = "new",
                    ParticipantCount = 2,
                    LastSeq = 3,
                    LastReadSeq = lastRead,
                    UnreadCount = unread,
                    Messages =
                    [
                        new HeldMessage(1, Keys[0], "message 0"),
                        new HeldMessage(2, Keys[1], null),
                        new HeldMessage(3, Keys[2], "message 2"),
                    ],
                },
            ],
            Answered = [new AnsweredCount(Room, unread)],
            Told = [new ToldMessages(Room, [1, 3])],
        };
}
