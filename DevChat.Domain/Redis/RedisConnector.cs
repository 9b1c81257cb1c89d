using DevChat.Domain.Stores;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DevChat.Domain.Redis;

/// <summary>
/// Connects to Redis. Without a password in the connection string, and with an identity of the app, it signs in with a token
/// and, before that expires, with the next one, so that live connections go on.
/// </summary>
public sealed class RedisConnector(
    TimeProvider clock,
    ILogger<RedisConnector> logger,
    IStoreTokens? tokens = null
) : IAsyncDisposable
{
    /// <summary>A token has more than this left when it is given out.</summary>
    private static readonly TimeSpan BetweenTokens = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();

    /// <param name="options">Belongs to the connection from now on: a reconnect takes user and password from it.</param>
    public async Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions options)
    {
        if (tokens is null || !string.IsNullOrEmpty(options.Password))
        {
            return await ConnectionMultiplexer.ConnectAsync(options);
        }
        // Commands and subscriptions on one connection: one of subscriptions alone could not be signed in again.
        options.Protocol = RedisProtocol.Resp3;
        options.SharedSubscriptionConnection = true;
        await TryRenewAsync(options, tokens);
        var connection = await ConnectionMultiplexer.ConnectAsync(options);
        _ = KeepSignedInAsync(connection, options, tokens);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    private async Task KeepSignedInAsync(
        ConnectionMultiplexer connection,
        ConfigurationOptions options,
        IStoreTokens tokens
    )
    {
        var taken = options.Password;
        using var ticks = new PeriodicTimer(BetweenTokens, clock);
        using var stopped = _stop.Token.Register(ticks.Dispose);
        while (await ticks.WaitForNextTickAsync())
        {
            await TryRenewAsync(options, tokens);
            if (options.Password != taken && await TrySignInAgainAsync(connection, options))
            {
                taken = options.Password;
            }
        }
    }

    /// <summary>Without a token to be had the last one stays: the next one is asked for in a minute.</summary>
    private async Task TryRenewAsync(ConfigurationOptions options, IStoreTokens tokens)
    {
        try
        {
            options.Password = await tokens.GetAsync(StoreScopes.Redis, _stop.Token);
        }
        catch (Exception failure)
        {
            logger.LogWarning("There is no token for Redis: {Reason}", failure.Message);
        }
    }

    /// <summary>A server that is away is signed in to when it is connected again.</summary>
    private async Task<bool> TrySignInAgainAsync(
        ConnectionMultiplexer connection,
        ConfigurationOptions options
    )
    {
        try
        {
            foreach (var server in connection.GetServers().Where(server => server.IsConnected))
            {
                await server.ExecuteAsync("AUTH", options.User ?? "default", options.Password!);
            }

            logger.LogDebug("Redis has taken a new token");
            return true;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            logger.LogWarning("Redis did not take a new token: {Reason}", failure.Message);
            return false;
        }
    }
}
