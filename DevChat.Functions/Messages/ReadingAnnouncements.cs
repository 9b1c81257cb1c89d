using DevChat.Domain.ReadState;
using DevChat.Functions.Realtime;
using DevChat.Functions.Unread;

namespace DevChat.Functions.Messages;

internal static class ReadingAnnouncements
{
    /// <summary>What others in the room and the user's other devices hear of a reading that moved on.</summary>
    public static IReadOnlyList<Delivery> Of(MarkedRead read) =>
        read switch
        {
            { IsNews: true } => [MessageEvents.Read(read), UnreadEvents.Changed(read.Unread)],
            { HasMoved: true } => [MessageEvents.Read(read)],
            _ => [],
        };
}
