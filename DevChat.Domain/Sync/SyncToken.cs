using System.Globalization;
using DevChat.Domain.Paging;

namespace DevChat.Domain.Sync;

/// <summary>What a client knows. Opaque to clients.</summary>
/// <param name="Origin">The database and its timeline. Transaction ids of others mean nothing here.</param>
/// <param name="UserId">The user whose rooms the token is about.</param>
/// <param name="Since">The changes of these transactions are known. Null: the client knows nothing yet.</param>
/// <param name="Place">The place in a series of pages. Null: not within one.</param>
internal sealed record SyncToken(
    string Origin,
    int UserId,
    TransactionSnapshot? Since,
    SyncPlace? Place
)
{
    private const char Separator = ';';

    /// <summary>Null if the text is not a token.</summary>
    public static SyncToken? TryParse(string text) =>
        (Cursor.TryDecode(text) ?? "").Split(Separator) switch
        {
            [var origin, var user, var since]
                when Number<int>(user) is { } userId
                    && TransactionSnapshot.TryParseCompact(since) is { } known => new(
                origin,
                userId,
                known,
                Place: null
            ),
            [var origin, var user, var since, .. var place]
                when Number<int>(user) is { } userId
                    && SyncPlace.TryParse(place) is { } at
                    && TransactionSnapshot.TryParseCompact(since) is var known
                    && (known is not null || since.Length == 0) => new(origin, userId, known, at),
            _ => null,
        };

    public override string ToString() =>
        Cursor.Encode(
            string.Join(
                Separator,
                [Origin, Text(UserId), Since?.Compact() ?? "", .. Place?.Parts() ?? []]
            )
        );

    internal static string Text(IFormattable number) =>
        number.ToString(format: null, CultureInfo.InvariantCulture);

    internal static T? Number<T>(string text)
        where T : struct, System.Numerics.INumberBase<T> =>
        T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

/// <summary>
/// A place between two pages. Rooms are read in the order of their ids, and the messages of a room in the order of
/// <c>seq</c>.
/// </summary>
/// <param name="Until">
/// The snapshot of the first page. Each page reads the present state, so after the last page the client knows at least the
/// changes of these transactions.
/// </param>
/// <param name="ChatroomId">The room whose changes were read last.</param>
/// <param name="Messages">Null if all changes of the room were read. Otherwise some of its messages are left.</param>
internal sealed record SyncPlace(
    TransactionSnapshot Until,
    int ChatroomId,
    SyncMessagePlace? Messages
)
{
    public static SyncPlace? TryParse(string[] parts) =>
        parts switch
        {
            [var until, var room]
                when TransactionSnapshot.TryParseCompact(until) is { } snapshot
                    && SyncToken.Number<int>(room) is { } id => new(snapshot, id, Messages: null),
            [var until, var room, var known, var after]
                when TryParse([until, room]) is { } place
                    && SyncToken.Number<long>(known) is { } knownSeq
                    && SyncToken.Number<long>(after) is { } afterSeq => place with
            {
                Messages = new(knownSeq, afterSeq),
            },
            _ => null,
        };

    public IEnumerable<string> Parts() =>
        [
            Until.Compact(),
            SyncToken.Text(ChatroomId),
            .. Messages is null
                ? Array.Empty<string>()
                : [SyncToken.Text(Messages.KnownSeq), SyncToken.Text(Messages.AfterSeq)],
        ];
}

/// <param name="KnownSeq">The client knew the messages up to this <c>seq</c> before the series of pages.</param>
/// <param name="AfterSeq">The changed messages up to this <c>seq</c> were read.</param>
internal sealed record SyncMessagePlace(long KnownSeq, long AfterSeq);
