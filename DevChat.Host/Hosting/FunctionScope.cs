using System.Collections.ObjectModel;

namespace DevChat.Host.Hosting;

/// <summary>What every log line of a run carries: the attributes of its span, also for those who read lines.</summary>
internal sealed class FunctionScope(FunctionRun run)
    : ReadOnlyCollection<KeyValuePair<string, object?>>(FunctionSpans.Attributes(run))
{
    public override string ToString() =>
        string.Join(' ', this.Select(attribute => $"{attribute.Key}:{attribute.Value}"));
}
