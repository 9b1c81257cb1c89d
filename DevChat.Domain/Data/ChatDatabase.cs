using Microsoft.EntityFrameworkCore;

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
        return options.UseSnakeCaseNamingConvention();
    }

    /// <summary>Brings the database to this version's schema. Several instances may start at once: EF Core holds a lock meanwhile.</summary>
    public static Task MigrateAsync(
        this ChatDbContext database,
        CancellationToken cancellationToken
    ) => database.Database.MigrateAsync(cancellationToken);
}
