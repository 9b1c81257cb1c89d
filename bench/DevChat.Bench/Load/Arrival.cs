namespace DevChat.Bench.Load;

/// <summary>An operation that is to start.</summary>
/// <param name="Index">Counts from 0 in the order of arrival.</param>
/// <param name="Due">
/// Time since the start of the run. Latency is measured from here, so that time in which the operation waits for a
/// stalled server counts.
/// </param>
internal readonly record struct Arrival(long Index, TimeSpan Due);
