using System.Collections.Concurrent;
using System.Threading.Channels;
using DevChat.Testing;

namespace DevChat.Tests.Host;

/// <summary>Where probe functions and tests meet: functions tell what happened, tests hold them up and let them go.</summary>
public sealed class Probe
{
    private readonly Channel<object> _told = Channel.CreateUnbounded<object>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();

    public void Tell(object what) => _told.Writer.TryWrite(what);

    /// <summary>The next thing told.</summary>
    public async Task<object> HearAsync() =>
        await Soon.Within(_told.Reader.ReadAsync(Soon.Token).AsTask());

    /// <summary>Whether nothing has been told that was not heard.</summary>
    public bool IsSilent => _told.Reader.Count == 0;

    /// <summary>Ends when the gate of that name has been opened.</summary>
    public Task Gate(string name) => Of(name).Task;

    public void Open(string name) => Of(name).TrySetResult();

    private TaskCompletionSource Of(string name) =>
        _gates.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
