using CsCheck;

namespace DevChat.Tests.Model;

internal static class Steps
{
    public const int Users = 4;

    private static readonly Gen<int> User = Gen.Int[0, Users - 1];
    private static readonly Gen<int> Any = Gen.Int[0, 5];

    /// <summary>A story of some length, in which rooms and messages abound and rooms are seldom closed.</summary>
    public static readonly Gen<Step[]> Story = Gen.Frequency(
        (
            3,
            Gen.Select(
                User,
                Gen.Int[0, (1 << Users) - 1],
                (user, members) => (Step)new Step.Create(user, members)
            )
        ),
        (1, Gen.Select(User, Any, (user, room) => (Step)new Step.Rename(user, room))),
        (
            3,
            Gen.Select(
                User,
                Any,
                User,
                (user, room, other) => (Step)new Step.Add(user, room, other)
            )
        ),
        (
            2,
            Gen.Select(
                User,
                Any,
                User,
                (user, room, other) => (Step)new Step.Remove(user, room, other)
            )
        ),
        (
            9,
            Gen.Select(
                User,
                Any,
                Gen.Bool,
                (user, room, live) => (Step)new Step.Send(user, room, live)
            )
        ),
        (
            3,
            Gen.Select(
                User,
                Any,
                Any,
                (user, room, message) => (Step)new Step.Delete(user, room, message)
            )
        ),
        (
            5,
            Gen.Select(
                User,
                Any,
                Any,
                Gen.Bool,
                (user, room, seq, live) => (Step)new Step.Read(user, room, seq, live)
            )
        ),
        (1, Gen.Select(User, Any, (user, room) => (Step)new Step.Close(user, room))),
        (4, User.Select(user => (Step)new Step.Sync(user)))
    ).Array[5, 30];
}
