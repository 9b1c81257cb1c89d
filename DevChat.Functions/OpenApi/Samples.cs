using DevChat.Domain.Avatars;
using DevChat.Domain.Chatrooms;
using DevChat.Domain.Messages;
using DevChat.Domain.Users;

namespace DevChat.Functions.OpenApi;

/// <summary>Users, a room and messages for the examples in the document.</summary>
public static class Samples
{
    public static readonly Guid ClientMessageId = new("0198f1c2-7a50-7c31-9c44-2f6a4d1e8b07");

    public static readonly DateTimeOffset Morning = new(2026, 1, 31, 9, 30, 0, 123, TimeSpan.Zero);

    public static readonly UserReference Ada = new(1, "ada");

    public static readonly UserReference Grace = new(2, "grace");

    public static readonly OwnUserView Me = new(
        Ada.Id,
        Ada.Username,
        "ada@example.org",
        "Notes on the engine.",
        AvatarUrl: null,
        IsOnline: true,
        Morning,
        Morning.AddDays(-30)
    );

    public static readonly UserView Other = new(
        Grace.Id,
        Grace.Username,
        Bio: null,
        AvatarUrl: null,
        IsOnline: true,
        Morning,
        Morning.AddDays(-30)
    );

    public static readonly AvatarView Avatar = new(
        Id: 1,
        "/api/avatars/1/0f1e2d3c4b5a6978.svg",
        "animals"
    );

    public static readonly MessageView Message = new()
    {
        Id = 40,
        ChatroomId = 7,
        Seq = 12,
        ClientMessageId = ClientMessageId,
        Content = "Good morning!",
        SenderId = Ada.Id,
        Sender = new SenderView(Ada.Id, Ada.Username, AvatarUrl: null),
        IsRead = false,
        CreatedAt = Morning,
        DeletedAt = null,
    };

    public static readonly ChatroomView Chatroom = new(
        Id: 7,
        "Engine room",
        IsGroup: true,
        Ada.Id,
        Morning.AddDays(-1),
        Morning,
        Revision: 15,
        ParticipantCount: 2,
        [In(Ada, isOnline: true), In(Grace, isOnline: false)],
        Message,
        LastSeq: 12,
        LastReadSeq: 12,
        UnreadCount: 0
    );

    public static readonly ChatroomView Direct = Chatroom with
    {
        Id = 8,
        Name = null,
        IsGroup = false,
        LastMessage = null,
        LastSeq = 0,
        LastReadSeq = 0,
    };

    private static ParticipantView In(UserReference user, bool isOnline) =>
        new(user.Id, user.Username, AvatarUrl: null, isOnline, Morning, Morning.AddDays(-1));
}
