using System.Text.Json;
using BenchmarkDotNet.Attributes;
using DevChat.Functions.Messages;
using DevChat.Host.Realtime;
using DevChat.Host.Runtime;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Benchmarks;

/// <summary>
/// Sends one event to a room or to one of its users, until the bytes have left the outbox of each connection. There are
/// no sockets.
/// </summary>
[MemoryDiagnoser]
public class FanOutBenchmarks
{
    private readonly SignalRMessageAction _event = MessageEvents
        .New(Samples.Message(TimeProvider.System.GetUtcNow()), revision: 15)
        .ToAction();

    private readonly Arrivals _arrivals = new();
    private ServiceProvider? _services;
    private RealtimeSender? _sender;
    private SignalRMessageAction? _eventToUser;
    private long _bytes;

    [Params(10, 100, 1000)]
    public int Connections { get; set; }

    [GlobalSetup]
    public async Task Connect()
    {
        _services = Services();
        _sender = _services.GetRequiredService<RealtimeSender>();
        var protocol = _services.GetRequiredService<IHubProtocol>();
        var hub = _services.GetRequiredService<HubLifetimeManager<UpstreamHub>>();
        var outboxes = _services.GetRequiredService<ConnectionOutboxes>();
        for (var i = 0; i < Connections; i++)
        {
            var connection = MemoryConnection.Open(
                $"connection-{i}",
                userId: $"{i}",
                outboxes,
                protocol,
                _arrivals
            );
            await hub.OnConnectedAsync(connection);
            await hub.AddToGroupAsync(connection.ConnectionId, _event.GroupName!);
        }

        var message = new InvocationMessage(_event.Target, _event.Arguments!);
        _bytes = protocol.GetMessageBytes(message).Length;
        _eventToUser = new SignalRMessageAction(_event.Target, _event.Arguments!)
        {
            UserId = $"{Connections - 1}",
        };
    }

    [Benchmark]
    public async Task SendToRoom()
    {
        var all = _arrivals.Expect(Connections * _bytes);
        await _sender!.SendAsync(_event, CancellationToken.None);
        await all;
    }

    [Benchmark]
    public async Task SendToUser()
    {
        var one = _arrivals.Expect(_bytes);
        await _sender!.SendAsync(_eventToUser!, CancellationToken.None);
        await one;
    }

    [GlobalCleanup]
    public ValueTask Disconnect() => _services!.DisposeAsync();

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.Configure<JsonSerializerOptions>(FunctionJson.Configure);
        services.AddRealtime(new ConfigurationBuilder().Build());
        return services.BuildServiceProvider();
    }
}
