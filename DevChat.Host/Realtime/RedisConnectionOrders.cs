using System.Collections.Concurrent;
using System.Text.Json;
using DevChat.Domain.Redis;
using DevChat.Functions.Realtime;
using StackExchange.Redis;

namespace DevChat.Host.Realtime;

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

    /// <summary>A host that has died in between holds an order up for as long, and makes it fail.</summary>
    private static readonly TimeSpan AcknowledgementTime = TimeSpan.FromSeconds(2);

    /// <summary>A UUID in hexadecimal digits.</summary>
    private const int IdLength = 32;

    private readonly string host = Guid.CreateVersion7().ToString("N");
    private readonly ConcurrentDictionary<string, Acknowledgements> waiting = new();
    private ConnectionMultiplexer? redis;

    /// <summary>Ends when every host has acknowledged the order.</summary>
    /// <exception cref="TimeoutException">A host has not: the order has to be given again.</exception>
    /// <exception cref="RedisException">Redis is away: only this host has carried the order out.</exception>
    public async Task CarryOutAsync(ConnectionOrder order, CancellationToken cancellationToken)
    {
        await local.CarryOutAsync(order, cancellationToken);
        await AskAsync(order, cancellationToken);
    }

    /// <exception cref="TimeoutException">A host has not answered.</exception>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<IReadOnlyList<OpenConnection>> ListAsync(CancellationToken cancellationToken)
    {
        var replies = await AskAsync(ConnectionOrder.List, cancellationToken);
        var others = replies.SelectMany(reply =>
            JsonSerializer.Deserialize<OpenConnection[]>(reply)!
        );
        // This host's own are among them, unless it does not hear its own orders at the moment.
        return [.. local.List().UnionBy(others, connection => connection.Id)];
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

    /// <summary>What each host has replied.</summary>
    private async Task<IReadOnlyCollection<string>> AskAsync(
        ConnectionOrder order,
        CancellationToken cancellationToken
    )
    {
        var id = Guid.CreateVersion7().ToString("N");
        var acknowledgements = waiting[id] = new Acknowledgements();
        try
        {
            var published = JsonSerializer.Serialize(new PublishedOrder(id, host, order));
            acknowledgements.Expect(await Redis.GetSubscriber().PublishAsync(Orders, published));
            await acknowledgements.All.WaitAsync(AcknowledgementTime, time, cancellationToken);
            return acknowledgements.Replies;
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"Not every host acknowledged {order.Kind} in time.", late);
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

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
            await Redis.GetSubscriber().PublishAsync(ChannelOf(published.Host), Reply(published));
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "Order {Order} failed", published.Order.Kind);
        }
    }

    /// <summary>The order's id; when it was a question, the answer after it.</summary>
    private string Reply(PublishedOrder published) =>
        published.Order.Kind == ConnectionOrderKind.List
            ? published.Id + JsonSerializer.Serialize(local.List())
            : published.Id;

    private void Count(RedisValue reply)
    {
        var text = (string)reply!;
        if (waiting.TryGetValue(text[..IdLength], out var acknowledgements))
            acknowledgements.Count(text[IdLength..]);
    }

    private sealed record PublishedOrder(string Id, string Host, ConnectionOrder Order);
}
