using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DevChat.Domain.Data;

/// <summary>What the model depends on, the same at run time and for the migrations tool.</summary>
public static class ChatDatabase
{
    public static DbContextOptionsBuilder UseChatDatabase(
        this DbContextOptionsBuilder options,
        Action<DbContextOptionsBuilder> provider
    )
    {
        provider(options);
        return options.UseSnakeCaseNamingConvention().ConfigureWarnings(LeaveFailuresToTheCaller);
    }

    /// <summary>A failure is thrown; whoever catches it knows whether it is one (a taken username is none) and logs it.</summary>
    private static void LeaveFailuresToTheCaller(WarningsConfigurationBuilder warnings) =>
        warnings.Log(
            (CoreEventId.SaveChangesFailed, LogLevel.Debug),
            (RelationalEventId.NonQueryOperationFailed, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug),
            (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.ConnectionError, LogLevel.Debug)
        );

    /// <inheritdoc cref="MigrateAsync(NpgsqlDataSource, CancellationToken)"/>
    public static async Task MigrateAsync(
        string connectionString,
        CancellationToken cancellationToken
    )
    {
        await using var source = ChatDataSource.Create(connectionString, tokens: null);
        await MigrateAsync(source, cancellationToken);
    }

    /// <summary>Brings the database to this version's schema. Several instances may start at once.</summary>
    public static async Task MigrateAsync(
        NpgsqlDataSource source,
        CancellationToken cancellationToken
    )
    {
        var options = new DbContextOptionsBuilder<ChatDbContext>();
        options.UseChatDatabase(database =>
            database.UseNpgsql(
                source,
                npgsql => npgsql.ExecutionStrategy(strategy => new MigrationRetries(strategy))
            )
        );
        await using var database = new ChatDbContext(options.Options);
        await database.Database.MigrateAsync(cancellationToken);
    }
}
