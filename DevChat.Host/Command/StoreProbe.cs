using Azure.Storage.Queues;
using DevChat.Domain.Data;
using DevChat.Domain.Redis;
using DevChat.Domain.Stores;
using DevChat.Functions.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace DevChat.Host.Command;

/// <summary>
/// Connects to every store before the first request, so that a wrong connection string is reported at the start.
/// </summary>
public static class StoreProbe
{
    /// <summary>Checks the stores in <paramref name="configuration"/> and migrates the database.</summary>
    /// <exception cref="StartException">Names the setting and the reason.</exception>
    public static async Task RunAsync(
        IConfiguration configuration,
        CancellationToken cancellationToken
    )
    {
        var tokens = ManagedIdentityTokens.Of(configuration);
        await AskAsync(
            configuration,
            "ConnectionStrings:Postgres",
            text => MigrateAsync(text, tokens, cancellationToken)
        );
        await AskAsync(
            configuration,
            "ConnectionStrings:Redis",
            text => AskRedisAsync(text, tokens)
        );
        await AskAsync(
            configuration,
            "AzureWebJobsStorage",
            text => CheckQueuesAsync(text, cancellationToken)
        );
    }

    private static async Task AskAsync(
        IConfiguration configuration,
        string setting,
        Func<string, Task> ask
    )
    {
        var connectionString = configuration[setting];
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return;
        }

        try
        {
            await ask(connectionString);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var reason = exception.Message.ReplaceLineEndings(" ");
            throw new StartException(
                $"{setting} names a store that cannot be used: {reason}",
                exception
            );
        }
    }

    private static async Task MigrateAsync(
        string connectionString,
        IStoreTokens? tokens,
        CancellationToken cancellationToken
    )
    {
        await using var source = ChatDataSource.Create(connectionString, tokens);
        await ChatDatabase.MigrateAsync(source, cancellationToken);
    }

    private static async Task AskRedisAsync(string connectionString, IStoreTokens? tokens)
    {
        await using var connector = new RedisConnector(
            TimeProvider.System,
            NullLogger<RedisConnector>.Instance,
            tokens
        );
        await using var redis = await connector.ConnectAsync(
            ConfigurationOptions.Parse(connectionString)
        );
        await redis.GetDatabase().PingAsync();
    }

    private static async Task CheckQueuesAsync(
        string connectionString,
        CancellationToken cancellationToken
    )
    {
        var impatient = new QueueClientOptions
        {
            Retry = { MaxRetries = 1, NetworkTimeout = TimeSpan.FromSeconds(5) },
        };
        await new QueueServiceClient(connectionString, impatient).GetPropertiesAsync(
            cancellationToken
        );
    }
}
