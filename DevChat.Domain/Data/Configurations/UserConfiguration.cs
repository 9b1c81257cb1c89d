using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DevChat.Domain.Data.Configurations;

/// <summary>
/// Other indexes stand in the migration, because EF Core has no expression indexes: the unique ones on lower(username) and,
/// for the version before, on lower(email), and ix_users_online on lower(username) of those who are online.
/// Usernames are ASCII, which lower() turns into the same in every locale but a Turkish or Azeri one; no database that LocalHost,
/// Docker Compose or the templates make has one of these.
/// </summary>
internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users");
        user.Property(u => u.Username).HasMaxLength(50);
        user.Property(u => u.Email).HasMaxLength(User.MaxEmailCharacters);
        user.HasIndex(u => u.EmailKey).IsUnique().HasDatabaseName(Constraints.UniqueEmailKey);
        user.Property(u => u.PasswordHash).HasColumnName("password").HasMaxLength(255);
        user.Property(u => u.AvatarUrl).HasMaxLength(500);
    }
}
