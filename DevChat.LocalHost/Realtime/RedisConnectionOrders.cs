using System.Collections.Concurrent;
using System.Text.Json;
using DevChat.Domain.Redis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DevChat.LocalHost.Realtime;

/// <summary>
/// Carries orders out here and on every host that shares the Redis: an order is published, each host acknowledges it on
/// the channel of the host that gave it, and Redis says how many acknowledgements there will be.
/// </summary>
internal sealed class RedisConnectionOrders(
    LocalConnectionOrders local,
    string connectionString,
    RedisConnector connector,
    TimeProvider time,
    ILogger<RedisConnectionOrders> logger
) : IConnectionOrders, IHostedService, IAsyncDisposable
{
    private static readonly RedisChannel Orders = RedisChannel.Literal("devchat:hub:orders");

    /// <summary>A host that has died in between does not hold an order up for longer.</summary>
    private static readonly TimeSpan AcknowledgementTime = TimeSpan.FromSeconds(2);

    private readonly string host = Guid.CreateVersion7().ToString("N");
    private readonly ConcurrentDictionary<string, Acknowledgements> waiting = new();
    private ConnectionMultiplexer? redis;

    /// <summary>Ends when every host has acknowledged the order.</summary>
    /// <exception cref="RedisException">Redis is away: only this host has carried the order out.</exception>
    public async Task CarryOutAsync(ConnectionOrder order, CancellationToken cancellationToken)
    {
        await local.CarryOutAsync(order, cancellationToken);
        var id = Guid.CreateVersion7().ToString("N");
        var acknowledgements = waiting[id] = new Acknowledgements();
        try
        {
            var published = JsonSerializer.Serialize(new PublishedOrder(id, host, order));
            acknowledgements.Expect(await Redis.GetSubscriber().PublishAsync(Orders, published));
            await acknowledgements.All.WaitAsync(AcknowledgementTime, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            logger.LogWarning("Not every host acknowledged {Order} in time", order.Kind);
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = false;
        redis = await connector.ConnectAsync(options);
        await redis.GetSubscriber().SubscribeAsync(Orders, (_, order) => Receive(order));
        await redis.GetSubscriber().SubscribeAsync(ChannelOf(host), (_, id) => Count(id));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (redis is not null)
            await redis.DisposeAsync();
    }

    private ConnectionMultiplexer Redis =>
        redis ?? throw new InvalidOperationException("The host has not started.");

    private static RedisChannel ChannelOf(string host) =>
        RedisChannel.Literal($"devchat:hub:acknowledged:{host}");

    private void Receive(RedisValue published)
    {
        var order = JsonSerializer.Deserialize<PublishedOrder>((string)published!)!;
        _ = ObeyAsync(order);
    }

    private async Task ObeyAsync(PublishedOrder published)
    {
        try
        {
            if (published.Host != host) // the one that gave the order has carried it out
                await local.CarryOutAsync(published.Order, CancellationToken.None);
            await Redis.GetSubscriber().PublishAsync(ChannelOf(published.Host), published.Id);
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "Order {Order} failed", published.Order.Kind);
        }
    }

    private void Count(RedisValue id)
    {
        if (waiting.TryGetValue((string)id!, out var acknowledgements))
            acknowledgements.Count();
    }

    private sealed record PublishedOrder(string Id, string Host, ConnectionOrder Order);
}
