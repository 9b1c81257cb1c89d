using System.Globalization;
using DevChat.Faults.Audits;

namespace DevChat.Faults.Runs;

/// <summary>The results as a table in Markdown.</summary>
internal static class ResultTable
{
    private const string Head = """
        | kind | faults | operations | lost | doubled | misordered | miscounted | longest outage | longest wait of a message | longest request |
        |---|---|---|---|---|---|---|---|---|---|
        """;

    public static string Of(IEnumerable<KindResult> results) =>
        string.Join('\n', [Head, .. results.Select(Row)]);

    public static string Row(KindResult result)
    {
        string[] cells =
        [
            result.Kind,
            $"{result.Faults}",
            $"{result.Operations}",
            .. Enum.GetValues<Harm>().Select(harm => $"{result.Count(harm)}"),
            Seconds(result.Outages.Nobody) + (result.Recovered ? "" : ", and no end"),
            Seconds(result.Outages.Message),
            Seconds(TimeSpan.FromMilliseconds(result.Outages.Request.Ms)),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Seconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
