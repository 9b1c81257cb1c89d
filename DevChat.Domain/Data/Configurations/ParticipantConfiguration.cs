using DevChat.Domain.Participants;
using DevChat.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DevChat.Domain.Data.Configurations;

internal sealed class ParticipantConfiguration : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> participant)
    {
        participant.ToTable("chatroom_participants");
        participant.HasKey(p => new { p.ChatroomId, p.UserId });
        participant
            .HasOne<Chatroom>()
            .WithMany()
            .HasForeignKey(p => p.ChatroomId)
            .OnDelete(DeleteBehavior.Cascade);
        participant
            .HasOne<User>()
            .WithMany()
            .HasForeignKey(p => p.UserId)
            .OnDelete(DeleteBehavior.Cascade);
        participant.HasIndex(p => p.UserId);
        // For the first few participants of a room.
        participant.HasIndex(p => new
        {
            p.ChatroomId,
            p.JoinedAt,
            p.UserId,
        });
        // For is_read: finds a participant who has not read up to a seq.
        participant
            .HasIndex(p => new { p.ChatroomId, p.LastReadSeq })
            .IncludeProperties(p => p.UserId);
    }
}
