using DevChat.Domain.Stores;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DevChat.Domain.Data;

/// <summary>Creates the pool of connections to PostgreSQL.</summary>
public static class ChatDataSource
{
    /// <param name="connectionString">Connection string of Npgsql.</param>
    /// <param name="tokens">Provides the password of new connections if the connection string has none. Null: no password.</param>
    /// <param name="loggers">Receives the logs of Npgsql. Null: no logs.</param>
    public static NpgsqlDataSource Create(
        string connectionString,
        IStoreTokens? tokens,
        ILoggerFactory? loggers = null
    )
    {
        // Without a name, metrics and traces would contain the connection string.
        var builder = new NpgsqlDataSourceBuilder(WithDefaults(connectionString))
        {
            Name = "devchat",
        }
            .UseLoggerFactory(loggers)
            .ConfigureTracing(spans =>
                spans
                    .ConfigureCommandSpanNameProvider(StatementNames.Of)
                    .ConfigureBatchSpanNameProvider(StatementNames.Of)
            );
        if (tokens is not null && string.IsNullOrEmpty(builder.ConnectionStringBuilder.Password))
        {
            // Called for each new connection, so that an expired token is never used.
            builder.UsePasswordProvider(
                _ => throw new NotSupportedException("Connections are opened asynchronously."),
                (_, cancellationToken) => tokens.GetAsync(StoreScopes.Postgres, cancellationToken)
            );
        }

        KeepThreadsFor(builder.ConnectionStringBuilder.MaxPoolSize);
        return builder.Build();
    }

    /// <summary>
    /// The driver blocks a thread while it asks the server to cancel a statement. If the server is away, that is a thread for
    /// each connection of the pool at once, and the pool of threads would add them one by one while all else waits.
    /// </summary>
    private static void KeepThreadsFor(int connections)
    {
        ThreadPool.GetMinThreads(out var threads, out var ioThreads);
        _ = ThreadPool.SetMinThreads(
            Math.Max(threads, Environment.ProcessorCount + connections),
            ioThreads
        );
    }

    /// <summary>
    /// Statements that repeat are prepared, so that PostgreSQL plans them once for each connection. Connections go back to
    /// the pool without a reset, because no statement leaves a state behind. Nobody waits long for a database that is away.
    /// The connection string may say otherwise.
    /// </summary>
    private static string WithDefaults(string connectionString)
    {
        var defaults = new NpgsqlConnectionStringBuilder
        {
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            // The driver asks the server to cancel a statement that timed out, over a new connection, and over another one
            // without TLS if that fails. So a request waits for three times as long at most.
            Timeout = 3,
            CommandTimeout = 3,
        };
        return $"{defaults.ConnectionString};{connectionString}";
    }
}
