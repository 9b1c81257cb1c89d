using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DevChat.Domain.Data.Configurations;

/// <summary>
/// EF Core does not support expression indexes, so these are in a migration: the unique indexes on lower(username) and,
/// for the previous version, on lower(email); and ix_users_online on lower(username) of the online users. Usernames are
/// ASCII, for which lower() gives the same result in every locale except Turkish and Azeri. The databases of LocalHost,
/// Docker Compose and the templates do not use these locales.
/// </summary>
internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users");
        user.Property(u => u.Username).HasMaxLength(50);
        user.Property(u => u.Email).HasMaxLength(User.MaxEmailCharacters);
        user.HasIndex(u => u.EmailKey).IsUnique().HasDatabaseName(Constraints.UniqueEmailKey);
        // For the presence sweep, which compares online users in the order of their ids. "id > 0" is true for all of them. It
        // keeps searches by name from using this index: they would read all online users.
        user.HasIndex(u => u.Id)
            .HasFilter("is_online AND id > 0")
            .HasDatabaseName("ix_users_online_id");
        user.Property(u => u.PasswordHash).HasColumnName("password").HasMaxLength(255);
        user.Property(u => u.AvatarUrl).HasMaxLength(500);
    }
}
