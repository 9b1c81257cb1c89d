using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace DevChat.Domain.Data;

/// <summary>
/// For <c>dotnet ef migrations add</c>, which needs the model but no server, and for the migration bundle, which gets
/// the server later.
/// </summary>
public sealed class ChatDbContextFactory : IDesignTimeDbContextFactory<ChatDbContext>
{
    public ChatDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<ChatDbContext>();
        options.UseChatDatabase(database => database.UseNpgsql(npgsql => npgsql.ForMigrations()));
        return new ChatDbContext(options.Options);
    }
}
