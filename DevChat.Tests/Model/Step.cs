namespace DevChat.Tests.Model;

/// <summary>What somebody tries. Users, rooms and messages are counted from 0; a number too large wraps around.</summary>
public abstract record Step(int User)
{
    public sealed record Create(int User, int Members) : Step(User);

    public sealed record Rename(int User, int Room) : Step(User);

    public sealed record Add(int User, int Room, int Other) : Step(User);

    public sealed record Remove(int User, int Room, int Other) : Step(User);

    public sealed record Send(int User, int Room, bool OverRealtime) : Step(User);

    public sealed record Delete(int User, int Room, int Message) : Step(User);

    public sealed record Read(int User, int Room, int Seq, bool OverRealtime) : Step(User);

    public sealed record Close(int User, int Room) : Step(User);

    /// <summary>The user's second device asks what it missed.</summary>
    public sealed record Sync(int User) : Step(User);
}
