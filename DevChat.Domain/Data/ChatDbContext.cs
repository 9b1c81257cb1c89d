using DevChat.Domain.Messages;
using DevChat.Domain.Participants;
using DevChat.Domain.Sessions;
using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace DevChat.Domain.Data;

/// <summary>The data of the chat in PostgreSQL. Names of tables and columns are snake_case.</summary>
public sealed class ChatDbContext(DbContextOptions<ChatDbContext> options) : DbContext(options)
{
    public DbSet<User> Users => Set<User>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<SessionConnection> SessionConnections => Set<SessionConnection>();

    public DbSet<Chatroom> Chatrooms => Set<Chatroom>();

    public DbSet<Participant> Participants => Set<Participant>();

    public DbSet<Message> Messages => Set<Message>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ChatDbContext).Assembly);
}
