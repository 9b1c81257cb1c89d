using DevChat.Domain.Participants;
using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DevChat.Domain.Data.Configurations;

internal sealed class ChatroomConfiguration : IEntityTypeConfiguration<Chatroom>
{
    public void Configure(EntityTypeBuilder<Chatroom> room)
    {
        room.ToTable(
            "chatrooms",
            table =>
                table.HasCheckConstraint(
                    "ck_chatrooms_group_or_pair",
                    """
                    CASE WHEN is_group
                    THEN name IS NOT NULL AND direct_low_user_id IS NULL AND direct_high_user_id IS NULL
                    ELSE (direct_low_user_id < direct_high_user_id) IS TRUE END
                    """
                )
        );
        room.Property(r => r.Name).HasMaxLength(Chatroom.MaxNameCharacters);
        room.Property(r => r.Revision).HasDefaultValue(0L);
        room.HasOne<User>()
            .WithMany()
            .HasForeignKey(r => r.CreatedBy)
            .OnDelete(DeleteBehavior.SetNull);
        room.HasIndex(r => new { r.DirectLowUserId, r.DirectHighUserId })
            .IsUnique()
            .HasFilter("NOT is_group")
            .HasDatabaseName(Constraints.UniqueDirectPair);
        // No index contains a column that every message changes, so a send updates the row in its page (HOT).
        room.HasIndex(r => r.RecountDueSince).HasFilter("recount_due_since IS NOT NULL");
    }
}
