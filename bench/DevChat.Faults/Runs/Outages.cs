using DevChat.Faults.Ledgers;

namespace DevChat.Faults.Runs;

/// <summary>How long users waited.</summary>
/// <param name="Nobody">The longest time in which no message of anybody was acknowledged, from the first fault on.</param>
/// <param name="Message">The longest time from writing a message to its acknowledgement.</param>
/// <param name="Request">The longest request.</param>
internal sealed record Outages(TimeSpan Nobody, TimeSpan Message, EndedRequest Request)
{
    private static readonly EndedRequest None = new("no request", 0, 0);

    /// <param name="ledger">Of the whole run.</param>
    /// <param name="from">The first fault, in milliseconds.</param>
    /// <param name="to">When the last fault was over, in milliseconds.</param>
    public static Outages Of(Ledger ledger, long from, long to)
    {
        var sends = ledger.Acknowledged.Where(done => done.Op == "send").ToList();
        var times = sends.Select(sent => sent.At).Where(at => at > from && at < to);
        long[] marks = [from, .. times.Order(), to];
        var written = ledger.Wanted.ToDictionary(wanted => wanted.Key, wanted => wanted.At);
        return new Outages(
            Milliseconds(marks.Zip(marks.Skip(1), (one, next) => next - one).Max()),
            Milliseconds(sends.Max(sent => sent.At - written[sent.Key])),
            ledger.Ended.MaxBy(request => request.Ms) ?? None
        );
    }

    private static TimeSpan Milliseconds(double number) => TimeSpan.FromMilliseconds(number);
}
