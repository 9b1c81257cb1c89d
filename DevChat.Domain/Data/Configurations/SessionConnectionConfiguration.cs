using DevChat.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DevChat.Domain.Data.Configurations;

internal sealed class SessionConnectionConfiguration : IEntityTypeConfiguration<SessionConnection>
{
    public void Configure(EntityTypeBuilder<SessionConnection> connection)
    {
        connection.ToTable("session_connections");
        connection.HasKey(c => c.ConnectionId);
        connection.Property(c => c.ConnectionId).HasMaxLength(255);
        connection
            .HasOne<Session>()
            .WithMany()
            .HasForeignKey(c => c.SessionId)
            .OnDelete(DeleteBehavior.Cascade);
        // For the sweep: finds connections to close.
        connection.HasIndex(c => c.ClosesAt);
    }
}
