using BenchmarkDotNet.Attributes;
using DevChat.Domain.Messages;
using DevChat.Functions.Messages;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Benchmarks;

/// <summary>Turns a stored message into the event that the room receives. Happens once for each message.</summary>
[MemoryDiagnoser]
public class EventBenchmarks
{
    private readonly MessageView _message = Samples.Message(TimeProvider.System.GetUtcNow());

    [Benchmark]
    public SignalRMessageAction WriteEvent() =>
        MessageEvents.New(_message, revision: 15).ToAction();
}
