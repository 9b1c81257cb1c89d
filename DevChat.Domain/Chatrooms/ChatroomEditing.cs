using DevChat.Domain.Data;
using DevChat.Domain.Errors;
using DevChat.Domain.Participants;
using DevChat.Domain.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Chatrooms;

/// <summary>Changes of a room that are reserved for its creator.</summary>
public sealed class ChatroomEditing(
    ChatDbContext database,
    ChatroomService chatrooms,
    ParticipantNames names,
    TimeProvider clock
)
{
    /// <summary>
    /// Throws <see cref="ParticipantErrors.ChatroomNotFound"/>, <see cref="ChatroomErrors.DirectRoom"/> or
    /// <see cref="ChatroomErrors.NotCreator"/>.
    /// </summary>
    public Task<RenamedChatroom> RenameAsync(
        int userId,
        int chatroomId,
        ChatroomName name,
        CancellationToken cancellationToken
    ) =>
        database.ChangeChatroomAsync(
            userId,
            chatroomId,
            ParticipantErrors.ChatroomNotFound,
            async room =>
            {
                room.RequireGroup();
                room.RequireCreator(userId);
                await SetNameAsync(room, name.Name!, cancellationToken);
                return new RenamedChatroom(
                    await chatrooms.GetAsync(userId, chatroomId, cancellationToken),
                    await database.SeenByAsync(chatroomId, only: null, cancellationToken)
                );
            },
            cancellationToken
        );

    /// <summary>
    /// Deletes the room with all its messages. Throws <see cref="ParticipantErrors.ChatroomNotFound"/> or
    /// <see cref="ChatroomErrors.NotCreator"/>.
    /// </summary>
    public async Task<DeletedChatroom> DeleteAsync(
        int userId,
        int chatroomId,
        CancellationToken cancellationToken
    )
    {
        var deleted = await database.ChangeChatroomAsync(
            userId,
            chatroomId,
            ParticipantErrors.ChatroomNotFound,
            async room =>
            {
                room.RequireCreator(userId);
                return await DeleteAsync(room, cancellationToken);
            },
            cancellationToken
        );
        await names.ForgetAsync(chatroomId, deleted.ParticipantIds);
        return deleted;
    }

    private async Task SetNameAsync(
        Chatroom room,
        string name,
        CancellationToken cancellationToken
    ) =>
        await database
            .Chatrooms.Where(stored => stored.Id == room.Id)
            .ExecuteUpdateAsync(
                update =>
                    update
                        .SetProperty(stored => stored.Name, name)
                        .SetProperty(stored => stored.UpdatedAt, clock.GetUtcNow())
                        .SetProperty(stored => stored.Revision, stored => stored.Revision + 1),
                cancellationToken
            );

    private async Task<DeletedChatroom> DeleteAsync(
        Chatroom room,
        CancellationToken cancellationToken
    )
    {
        var participantIds = await database.ParticipantIdsAsync(room.Id, cancellationToken);
        await database.DeleteChatroomAsync(room, cancellationToken);
        return new DeletedChatroom(participantIds, room.Revision + 1);
    }
}

internal static class ChatroomRights
{
    public static void RequireGroup(this Chatroom room)
    {
        if (!room.IsGroup)
        {
            throw new RefusedException(ChatroomErrors.DirectRoom);
        }
    }

    public static void RequireCreator(this Chatroom room, int userId)
    {
        if (room.CreatedBy != userId)
        {
            throw new RefusedException(ChatroomErrors.NotCreator);
        }
    }
}

/// <param name="Chatroom">The room from the view of the caller.</param>
/// <param name="SeenBy">The room from the view of each participant.</param>
public sealed record RenamedChatroom(ChatroomView Chatroom, IReadOnlyList<ChatroomForUser> SeenBy);

/// <param name="ParticipantIds">All participants before the deletion.</param>
/// <param name="Revision">The last revision of the room. It is greater than the revision of every earlier event.</param>
public sealed record DeletedChatroom(IReadOnlyList<int> ParticipantIds, long Revision);

/// <summary>Input that renames a group, not validated.</summary>
public sealed record ChatroomName(string? Name)
{
    public string? Name { get; init; } = Name?.Trim();
}

public sealed class ChatroomNameRules : AbstractValidator<ChatroomName>
{
    public ChatroomNameRules() =>
        RuleFor(room => room.Name)
            .IsRequired()
            .HasCharacters(1, Chatroom.MaxNameCharacters)
            .IsStorable()
            .HasVisibleCharacter();
}
