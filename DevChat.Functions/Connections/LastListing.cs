namespace DevChat.Functions.Connections;

/// <summary>
/// The connections that the last comparison of this instance found open. A host that loses Redis for a moment is missing in
/// one listing; what is missing in two, a minute apart, is gone.
/// </summary>
public sealed class LastListing
{
    private string[]? _ids;

    /// <summary>Keeps the listing. Returns it together with the one before; null when there was none before.</summary>
    public string[]? Next(string[] open)
    {
        var before = Interlocked.Exchange(ref _ids, open);
        return before is null ? null : [.. before.Union(open, StringComparer.Ordinal)];
    }
}
