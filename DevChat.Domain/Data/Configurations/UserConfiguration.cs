using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DevChat.Domain.Data.Configurations;

/// <summary>
/// The indexes stand in the migration, because EF Core has no expression indexes: the unique ones on lower(username) and
/// lower(email), and ix_users_online on lower(username) of those who are online.
/// </summary>
internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users");
        user.Property(u => u.Username).HasMaxLength(50);
        user.Property(u => u.Email).HasMaxLength(255);
        user.Property(u => u.PasswordHash).HasColumnName("password").HasMaxLength(255);
        user.Property(u => u.AvatarUrl).HasMaxLength(500);
    }
}
