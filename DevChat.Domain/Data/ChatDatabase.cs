using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DevChat.Domain.Data;

/// <summary>Options of the EF Core model, the same at run time and for the migrations tool.</summary>
public static class ChatDatabase
{
    public static DbContextOptionsBuilder UseChatDatabase(
        this DbContextOptionsBuilder options,
        Action<DbContextOptionsBuilder> provider
    )
    {
        provider(options);
        return options.UseSnakeCaseNamingConvention().ConfigureWarnings(DoNotLogFailures);
    }

    /// <summary>
    /// EF Core would log every failed statement as an error. But some failures are expected, such as a taken username;
    /// the caller decides and logs.
    /// </summary>
    private static void DoNotLogFailures(WarningsConfigurationBuilder warnings) =>
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

    /// <summary>Migrates the database to the schema of this version. Several instances may do this at the same time.</summary>
    public static async Task MigrateAsync(
        NpgsqlDataSource source,
        CancellationToken cancellationToken
    )
    {
        var options = new DbContextOptionsBuilder<ChatDbContext>();
        options.UseChatDatabase(database =>
            database.UseNpgsql(source, npgsql => npgsql.ForMigrations())
        );
        await using var database = new ChatDbContext(options.Options);
        await database.Database.MigrateAsync(cancellationToken);
    }
}
