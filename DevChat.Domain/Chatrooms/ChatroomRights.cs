using DevChat.Domain.Errors;

namespace DevChat.Domain.Chatrooms;

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
