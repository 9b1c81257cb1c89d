using DevChat.Domain.Stores;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DevChat.Domain.Data;

/// <summary>Connections to the database that a connection string names.</summary>
public static class ChatDataSource
{
    /// <param name="connectionString">In Npgsql's form.</param>
    /// <param name="tokens">What new connections sign in with when the connection string has no password; null: nothing.</param>
    /// <param name="loggers">Where Npgsql logs; null: nowhere.</param>
    public static NpgsqlDataSource Create(
        string connectionString,
        IStoreTokens? tokens,
        ILoggerFactory? loggers = null
    )
    {
        // Without a name, metrics and traces call it by its connection string.
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "devchat" }
            .UseLoggerFactory(loggers)
            .ConfigureTracing(spans =>
                spans
                    .ConfigureCommandSpanNameProvider(StatementNames.Of)
                    .ConfigureBatchSpanNameProvider(StatementNames.Of)
            );
        if (tokens is not null && string.IsNullOrEmpty(builder.ConnectionStringBuilder.Password))
        {
            // Asked for each new connection, so that none is opened with a token that has expired.
            builder.UsePasswordProvider(
                _ => throw new NotSupportedException("Connections are opened asynchronously."),
                (_, cancellationToken) => tokens.GetAsync(StoreScopes.Postgres, cancellationToken)
            );
        }

        return builder.Build();
    }
}
