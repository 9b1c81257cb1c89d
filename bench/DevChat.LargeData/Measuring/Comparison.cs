using System.Globalization;

namespace DevChat.LargeData.Measuring;

/// <summary>Tables in Markdown with the measurements of several databases side by side.</summary>
internal static class Comparison
{
    private const double Mebibyte = 1024 * 1024;

    public static IEnumerable<string> Lines(IReadOnlyList<Measurement> measurements) =>
        [
            .. Table(
                "median / p95 / fastest, ms",
                measurements,
                measurement => measurement.Times.ToDictionary(time => time.Query, Format)
            ),
            "",
            .. Table(
                "size, MiB",
                measurements,
                measurement => measurement.Sizes.ToDictionary(size => size.Relation, Format)
            ),
        ];

    private static IEnumerable<string> Table(
        string title,
        IReadOnlyList<Measurement> measurements,
        Func<Measurement, Dictionary<string, string>> read
    )
    {
        var columns = measurements.Select(read).ToList();
        yield return Row(title, measurements.Select(it => Invariant($"{it.Messages:N0} messages")));
        yield return Row("---", measurements.Select(_ => "---:"));
        foreach (var name in columns[^1].Keys)
        {
            yield return Row(name, columns.Select(column => column.GetValueOrDefault(name, "")));
        }
    }

    private static string Row(string name, IEnumerable<string> cells) =>
        $"| {name} | {string.Join(" | ", cells)} |";

    private static string Format(QueryTime time) =>
        Invariant($"{time.Median:0.0} / {time.P95:0.0} / {time.Fastest:0.0}");

    private static string Format(RelationSize size) => Invariant($"{size.Bytes / Mebibyte:N1}");

    private static string Invariant(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
