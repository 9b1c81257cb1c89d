using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DevChat.Domain.Data.Configurations;

/// <summary>The unique indexes on lower(username) and lower(email) stand in the migration: EF Core has no expression indexes.</summary>
internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users");
        user.Property(u => u.Username).HasMaxLength(50);
        user.Property(u => u.Email).HasMaxLength(255);
        user.Property(u => u.PasswordHash).HasColumnName("password").HasMaxLength(255);
        user.Property(u => u.AvatarUrl).HasMaxLength(500);
        user.HasIndex(u => u.Id).HasFilter("is_online").HasDatabaseName("ix_users_online");
    }
}
