using DevChat.Faults.Audits;
using DevChat.Faults.Ledgers;

namespace DevChat.Operations.Tests.Faults;

/// <summary>A check that cannot fail is not a check.</summary>
public sealed class AuditTests
{
    private static readonly Dictionary<string, (Harm Harm, Action<AuditedChat> Change)> Harms =
        new()
        {
            ["a message is not stored"] = (Harm.Lost, chat => chat.Messages.RemoveAt(2)),
            ["a message has another content"] = Message(
                Harm.Lost,
                stored => stored with { Content = "!" }
            ),
            ["a message has another place"] = Message(Harm.Lost, stored => stored with { Seq = 9 }),
            ["a deletion is not stored"] = (
                Harm.Lost,
                chat => chat.Messages[1] = chat.Messages[1] with { Content = "message 1" }
            ),
            ["a message is deleted by nobody"] = Message(
                Harm.Lost,
                stored => stored with { Content = null }
            ),
            ["a name is not stored"] = (
                Harm.Lost,
                chat => chat.Rooms[0] = chat.Rooms[0] with { Name = "old" }
            ),
            ["a guest is not removed"] = (Harm.Lost, chat => chat.Participants.Add(new(7, 3, 0))),
            ["a member is gone"] = (Harm.Lost, chat => chat.Participants.RemoveAt(0)),
            ["a read position is not stored"] = (
                Harm.Lost,
                chat => chat.Participants[1] = chat.Participants[1] with { LastReadSeq = 0 }
            ),
            ["a client does not have a room"] = (
                Harm.Lost,
                chat => chat.ChangeHeld(held => held with { Rooms = [] })
            ),
            ["a client has an old name"] = Room(Harm.Lost, room => room with { Name = "old" }),
            ["a client has an old position"] = Room(Harm.Lost, room => room with { LastSeq = 2 }),
            ["a client does not connect"] = (
                Harm.Lost,
                chat => chat.ChangeHeld(held => held with { State = "waiting" })
            ),
            ["a client cannot send"] = (
                Harm.Lost,
                chat => chat.ChangeHeld(held => held with { Pending = [Guid.CreateVersion7()] })
            ),
            ["a client shows a hole"] = Timeline(Harm.Lost, shown => [shown[0], shown[2]]),
            ["a client does not show the end"] = Timeline(Harm.Lost, shown => shown.Take(2)),
            ["a client shows a deleted message"] = Timeline(
                Harm.Lost,
                shown => [shown[0], shown[1] with { Content = "message 1" }, shown[2]]
            ),
            ["a listener is not told"] = (Harm.Lost, chat => chat.ChangeTold(1)),
            ["a message is stored twice"] = (
                Harm.Doubled,
                chat => chat.Messages.Add(chat.Messages[2] with { Id = 104, Seq = 4 })
            ),
            ["a message of nobody is stored"] = Message(
                Harm.Doubled,
                stored => stored with { Key = Guid.CreateVersion7() }
            ),
            ["a client shows a message twice"] = Timeline(
                Harm.Doubled,
                shown => [.. shown, shown[2]]
            ),
            ["a listener is told twice"] = (Harm.Doubled, chat => chat.ChangeTold(1, 3, 3)),
            ["a later message is stored first"] = (
                Harm.Misordered,
                chat =>
                    (chat.Messages[0], chat.Messages[1]) = (
                        chat.Messages[1] with
                        {
                            Seq = 1,
                        },
                        chat.Messages[0] with
                        {
                            Seq = 2,
                        }
                    )
            ),
            ["a room has a hole"] = (Harm.Misordered, chat => chat.Messages.RemoveAt(1)),
            ["a client shows another order"] = Timeline(
                Harm.Misordered,
                shown => [shown[0], shown[2], shown[1]]
            ),
            ["a listener is told in another order"] = (
                Harm.Misordered,
                chat => chat.ChangeTold(3, 1)
            ),
            ["a client counts wrong"] = Room(
                Harm.Miscounted,
                room => room with { UnreadCount = 2 }
            ),
            ["the API counts wrong"] = (
                Harm.Miscounted,
                chat => chat.ChangeHeld(held => held with { Answered = [new(7, 0)] })
            ),
        };

    public static TheoryData<string> Cases() => [.. Harms.Keys];

    [Fact]
    public void What_is_where_it_belongs_is_no_finding() => Assert.Empty(new AuditedChat().Audit());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_harm_is_found(string harm)
    {
        var chat = new AuditedChat();
        Harms[harm].Change(chat);

        Assert.Contains(chat.Audit(), finding => finding.Harm == Harms[harm].Harm);
    }

    [Fact]
    public void A_request_without_an_answer_may_have_been_carried_out_last()
    {
        var chat = new AuditedChat();
        chat.AskWithoutAnswer("rename", "later");
        chat.Rooms[0] = chat.Rooms[0] with { Name = "later" };

        Assert.DoesNotContain(
            chat.Audit(),
            finding => finding.Text.Contains("is called", StringComparison.Ordinal)
        );
    }

    /// <summary>The message that Ada did not delete.</summary>
    private static (Harm, Action<AuditedChat>) Message(
        Harm harm,
        Func<StoredMessage, StoredMessage> change
    ) => (harm, chat => chat.Messages[0] = change(chat.Messages[0]));

    private static (Harm, Action<AuditedChat>) Room(Harm harm, Func<HeldRoom, HeldRoom> change) =>
        (harm, chat => chat.ChangeHeldRoom(change));

    private static (Harm, Action<AuditedChat>) Timeline(
        Harm harm,
        Func<IReadOnlyList<HeldMessage>, IEnumerable<HeldMessage>> change
    ) => (harm, chat => chat.ChangeTimeline(change));
}
