using System.Collections.Concurrent;

namespace DevChat.Bench.Measuring;

/// <summary>Failed operations. Any thread may record.</summary>
internal sealed class Failures
{
    private readonly ConcurrentDictionary<string, int> _reasons = new();

    public int Count => _reasons.Values.Sum();

    /// <summary>The reasons and how often each occurred, the most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, int>> Reasons =>
        _reasons.OrderByDescending(reason => reason.Value);

    public void Record(Exception failure) =>
        _reasons.AddOrUpdate(failure.Message, 1, (_, count) => count + 1);
}
