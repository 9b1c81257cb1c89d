using DevChat.Domain.Data;

namespace DevChat.Domain.Sync;

/// <summary>
/// Reads one page from one snapshot. It has at most <paramref name="limit"/> rooms and as many messages, and all else that
/// changed in these rooms. The number of statements does not depend on it.
/// </summary>
internal sealed class SyncPageReader(ChatDbContext database, SyncToken token, int limit)
{
    /// <param name="now">The snapshot that the page is read from.</param>
    public async Task<SyncPage> ReadAsync(
        TransactionSnapshot now,
        CancellationToken cancellationToken
    )
    {
        // One more room than the page may have shows whether there is another page.
        var found = await database.ChangedChatroomsAsync(
            token.UserId,
            token.Since,
            FirstId(),
            limit + 1,
            cancellationToken
        );
        var messages = await MessagesOfAsync([.. found.Take(limit)], cancellationToken);
        var (rooms, next) = Cut(found, messages, token.Place?.Until ?? now);
        return new SyncPage(
            await ExitsAsync(cancellationToken),
            await new RoomChangesReader(database, token, rooms).ReadAsync(
                messages,
                cancellationToken
            ),
            next.ToString(),
            More: next.Place is not null
        );
    }

    private int FirstId() =>
        token.Place switch
        {
            null => 0,
            { Messages: null } place => place.ChatroomId + 1,
            var place => place.ChatroomId,
        };

    /// <summary>
    /// Ends the page where it has enough rooms or messages: in the middle of a room, if need be. Removes the messages after
    /// that.
    /// </summary>
    private (IReadOnlyList<ChangedChatroom> Rooms, SyncToken Next) Cut(
        List<ChangedChatroom> found,
        Dictionary<int, List<ChangedMessage>> messages,
        TransactionSnapshot until
    )
    {
        var left = limit;
        for (var i = 0; i < found.Count; i++)
        {
            var ofRoom = messages.GetValueOrDefault(found[i].Id, []);
            if (i == limit || (ofRoom.Count > 0 && left == 0))
            {
                return (found.Take(i).ToList(), After(found[i - 1].Id, place: null));
            }

            if (ofRoom.Count > left)
            {
                ofRoom.RemoveRange(left, ofRoom.Count - left);
                var place = new SyncMessagePlace(ofRoom[^1].KnownSeq, ofRoom[^1].Seq);
                return (found.Take(i + 1).ToList(), After(found[i].Id, place));
            }

            left -= ofRoom.Count;
        }

        return (found, token with { Since = until, Place = null });

        SyncToken After(int chatroomId, SyncMessagePlace? place) =>
            token with
            {
                Place = new(until, chatroomId, place),
            };
    }

    /// <summary>Exits are on the first page: until a client is told of them, it shows rooms that it may not see.</summary>
    private async Task<IReadOnlyList<MissedExit>> ExitsAsync(CancellationToken cancellationToken) =>
        token is { Since: { } known, Place: null }
            ? await database.ExitsAsync(token.UserId, known, cancellationToken)
            : [];

    /// <summary>By room. One more message than the page may have shows whether the page ends in the room.</summary>
    private async Task<Dictionary<int, List<ChangedMessage>>> MessagesOfAsync(
        IReadOnlyList<ChangedChatroom> rooms,
        CancellationToken cancellationToken
    )
    {
        int[] ids = [.. rooms.Where(room => room.IsTold).Select(room => room.Id)];
        if (token.Since is not { } known || ids.Length == 0)
        {
            return [];
        }

        var places = token.Place is { Messages: { } inside } place
            ? new Dictionary<int, SyncMessagePlace> { [place.ChatroomId] = inside }
            : [];
        var found = await database.ChangedMessagesAsync(
            ids,
            places,
            known,
            limit + 1,
            cancellationToken
        );
        return found
            .GroupBy(message => message.ChatroomId)
            .ToDictionary(ofRoom => ofRoom.Key, ofRoom => ofRoom.ToList());
    }
}
