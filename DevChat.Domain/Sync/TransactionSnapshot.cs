using System.Globalization;

namespace DevChat.Domain.Sync;

/// <summary>
/// Which transactions had ended at a moment: PostgreSQL's <c>pg_snapshot</c>. A transaction that is not in the snapshot may
/// have been open then, and have a small id. So neither the time nor the number of a change says whether a client knows it.
/// </summary>
/// <param name="Min">Every transaction with a smaller id had ended.</param>
/// <param name="Max">No transaction with this id or a greater one had ended.</param>
/// <param name="Open">Ids between them of transactions that were open, ascending.</param>
internal sealed record TransactionSnapshot(long Min, long Max, IReadOnlyList<long> Open)
{
    /// <summary>More transactions are never open at once. Longer lists are not ours.</summary>
    private const int MostOpen = 10_000;

    /// <summary>Null if the text is not one of <see cref="Compact"/>.</summary>
    public static TransactionSnapshot? TryParseCompact(string text)
    {
        var numbers = text.Split(',', MostOpen + 2);
        var parsed = new long[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (
                !long.TryParse(
                    numbers[i],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out parsed[i]
                )
            )
            {
                return null;
            }
        }

        return
            parsed
                is [
                    > 0
                    and < long.MaxValue / 2
                    and var min,
                    < long.MaxValue / 2
                    and var length,
                    .. var open,
                ]
            && IsAscending(open, length)
            ? new(min, min + length, [.. open.Select(offset => min + offset)])
            : null;
    }

    /// <param name="text">PostgreSQL's form, e.g. <c>100:104:100,102</c>.</param>
    public static TransactionSnapshot Parse(string text)
    {
        var parts = text.Split(':');
        return new(
            Number(parts[0]),
            Number(parts[1]),
            [.. parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number)]
        );
    }

    /// <summary>The first id, and the others as distances from it, e.g. <c>100,4,0,2</c>.</summary>
    public string Compact() => string.Join(',', [Min, Max - Min, .. Open.Select(id => id - Min)]);

    /// <summary>PostgreSQL's form.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Min}:{Max}:{string.Join(',', Open)}");

    private static bool IsAscending(long[] offsets, long length) =>
        offsets.Zip(offsets.Skip(1).Append(length)).All(pair => pair.First < pair.Second);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
