using DevChat.Domain.Stores;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DevChat.Domain.Redis;

/// <summary>
/// Connects to Redis. If the connection string has no password and the app has an identity, it signs in with a token.
/// Before the token expires, it signs in with a new one, so that open connections continue to work.
/// </summary>
public sealed class RedisConnector(
    TimeProvider clock,
    ILogger<RedisConnector> logger,
    IStoreTokens? tokens = null
) : IAsyncDisposable
{
    /// <summary>Minimum remaining lifetime of a new token, and so the interval of renewals.</summary>
    private static readonly TimeSpan BetweenTokens = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();

    /// <param name="options">The connection keeps this object: a reconnect reads user and password from it.</param>
    public async Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions options)
    {
        if (tokens is null || !string.IsNullOrEmpty(options.Password))
        {
            return await ConnectionMultiplexer.ConnectAsync(options);
        }
        // RESP3 needs one connection for commands and subscriptions. A separate subscription connection could not sign
        // in again.
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

    /// <summary>If no token is available, the current one stays in use. The next attempt is in a minute.</summary>
    private async Task TryRenewAsync(ConfigurationOptions options, IStoreTokens tokens)
    {
        try
        {
            options.Password = await tokens.GetAsync(StoreScopes.Redis, _stop.Token);
        }
        catch (Exception failure)
        {
            logger.LogWarning("Could not get a token for Redis: {Reason}", failure.Message);
        }
    }

    /// <summary>A server that is unreachable is skipped: the connection signs in when it reconnects.</summary>
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

            logger.LogDebug("Redis accepted a new token");
            return true;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            logger.LogWarning("Redis did not accept a new token: {Reason}", failure.Message);
            return false;
        }
    }
}
