using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using DevChat.Domain.Redis;
using DevChat.Functions.Realtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DevChat.Host.Realtime;

/// <summary>
/// Executes commands on all hosts that share the Redis, and lists their connections. A request is published in Redis,
/// which returns the number of receivers. Each host acknowledges it on the channel of the sender.
/// </summary>
internal sealed class RedisConnectionCommands(
    LocalConnectionCommands local,
    string connectionString,
    RedisConnector connector,
    TimeProvider clock,
    ILogger<RedisConnectionCommands> logger
) : IConnectionCommands, IConnectionDirectory, IHostedService, IAsyncDisposable
{
    private static readonly RedisChannel Requests = RedisChannel.Literal("devchat:hub:orders");

    /// <summary>Time after which a request fails if a host does not acknowledge it.</summary>
    private static readonly TimeSpan AcknowledgementTime = TimeSpan.FromSeconds(2);

    /// <summary>A UUID in hexadecimal digits.</summary>
    private const int IdLength = 32;

    private readonly string _host = Guid.CreateVersion7().ToString("N");
    private readonly ConcurrentDictionary<string, Acknowledgements> _waiting = new();
    private ConnectionMultiplexer? _redis;

    /// <summary>Completes when every host has acknowledged the command.</summary>
    /// <exception cref="TimeoutException">A host has not acknowledged it. The command must be repeated.</exception>
    /// <exception cref="RedisException">Redis is unavailable. Only this host has executed the command.</exception>
    public async Task ExecuteAsync(ConnectionCommand command, CancellationToken cancellationToken)
    {
        await local.ExecuteAsync(command, cancellationToken);
        await AskAsync(RequestBody.Of(command), cancellationToken);
    }

    /// <exception cref="TimeoutException">A host has not answered.</exception>
    /// <exception cref="RedisException">Redis is unavailable.</exception>
    public async Task<IReadOnlyList<OpenConnection>> ListAsync(CancellationToken cancellationToken)
    {
        var replies = await AskAsync(RequestBody.List, cancellationToken);
        var others = replies.SelectMany(reply =>
            JsonSerializer.Deserialize<OpenConnection[]>(reply)!
        );
        // The replies include this host's connections, unless it does not receive its own requests at the moment.
        return [.. local.List().UnionBy(others, connection => connection.Id)];
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = false;
        _redis = await connector.ConnectAsync(options);
        await _redis.GetSubscriber().SubscribeAsync(Requests, (_, request) => Receive(request));
        await _redis.GetSubscriber().SubscribeAsync(ChannelOf(_host), (_, id) => Count(id));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    private ConnectionMultiplexer Redis =>
        _redis ?? throw new InvalidOperationException("The host has not started.");

    private static RedisChannel ChannelOf(string host) =>
        RedisChannel.Literal($"devchat:hub:acknowledged:{host}");

    private async Task<IReadOnlyCollection<string>> AskAsync(
        RequestBody body,
        CancellationToken cancellationToken
    )
    {
        var id = Guid.CreateVersion7().ToString("N");
        var acknowledgements = _waiting[id] = new Acknowledgements();
        try
        {
            var published = JsonSerializer.Serialize(new Request(id, _host, body));
            acknowledgements.Expect(await Redis.GetSubscriber().PublishAsync(Requests, published));
            await acknowledgements.All.WaitAsync(AcknowledgementTime, clock, cancellationToken);
            return acknowledgements.Replies;
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"Not every host acknowledged {body} in time.", late);
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    private void Receive(RedisValue published)
    {
        var request = JsonSerializer.Deserialize<Request>((string)published!)!;
        _ = AnswerAsync(request);
    }

    private async Task AnswerAsync(Request request)
    {
        try
        {
            // The host that sends a command executes it directly.
            if (request.Host != _host && request.Body.Command() is { } command)
            {
                await local.ExecuteAsync(command, CancellationToken.None);
            }

            await Redis.GetSubscriber().PublishAsync(ChannelOf(request.Host), Reply(request));
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "Request {Request} of another host failed", request.Body);
        }
    }

    /// <summary>The id of the request. For a list request, the list follows.</summary>
    private string Reply(Request request) =>
        request.Body.Command() is null
            ? request.Id + JsonSerializer.Serialize(local.List())
            : request.Id;

    private void Count(RedisValue reply)
    {
        var text = (string)reply!;
        if (_waiting.TryGetValue(text[..IdLength], out var acknowledgements))
        {
            acknowledgements.Count(text[IdLength..]);
        }
    }

    /// <summary>The published form of a request. Hosts of the previous version read it too.</summary>
    private sealed record Request(
        string Id,
        string Host,
        [property: JsonPropertyName("Order")] RequestBody Body
    );

    /// <summary>A command, or a request for the list of connections.</summary>
    /// <param name="Kind">A <see cref="ConnectionCommandKind"/>, or 3 for a list request.</param>
    /// <param name="Subject">Subject of the command.</param>
    /// <param name="Detail">Detail of the command.</param>
    private sealed record RequestBody(int Kind, string Subject, string Detail)
    {
        private const int ListKind = 3;

        public static readonly RequestBody List = new(ListKind, "", "");

        public static RequestBody Of(ConnectionCommand command) =>
            new((int)command.Kind, command.Subject, command.Detail);

        /// <summary>Null for a list request.</summary>
        public ConnectionCommand? Command() =>
            Kind == ListKind ? null : new((ConnectionCommandKind)Kind, Subject, Detail);

        public override string ToString() =>
            Command() is { } command ? $"{command.Kind}" : nameof(List);
    }
}
