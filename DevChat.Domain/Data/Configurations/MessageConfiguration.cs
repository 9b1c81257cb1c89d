using DevChat.Domain.Messages;
using DevChat.Domain.Participants;
using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DevChat.Domain.Data.Configurations;

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.ToTable(
            "messages",
            table =>
                table.HasCheckConstraint(
                    "ck_messages_content_or_deleted",
                    "(content IS NULL) = (deleted_at IS NOT NULL)"
                )
        );
        message
            .HasOne<Chatroom>()
            .WithMany()
            .HasForeignKey(m => m.ChatroomId)
            .OnDelete(DeleteBehavior.Cascade);
        message
            .HasOne<User>()
            .WithMany()
            .HasForeignKey(m => m.SenderId)
            .OnDelete(DeleteBehavior.Restrict);

        // For pages of a room.
        message
            .HasIndex(m => new { m.ChatroomId, m.Seq })
            .IsUnique()
            .HasDatabaseName("ux_messages_seq");
        // For the unread count: own messages after last_read_seq.
        message
            .HasIndex(m => new
            {
                m.ChatroomId,
                m.SenderId,
                m.Seq,
            })
            .HasDatabaseName("ix_messages_sender");
        // For the unread count: deleted messages after last_read_seq.
        message
            .HasIndex(m => new { m.ChatroomId, m.Seq }, "deleted")
            .IncludeProperties(m => m.SenderId)
            .HasFilter("deleted_at IS NOT NULL")
            .HasDatabaseName("ix_messages_deleted");
        message
            .HasIndex(m => new { m.SenderId, m.ClientMessageId })
            .IsUnique()
            .HasFilter("client_message_id IS NOT NULL")
            .HasDatabaseName(Constraints.UniqueClientMessageId);
    }
}
