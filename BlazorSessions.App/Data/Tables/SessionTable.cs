using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSessions.App.Data.Tables;

internal sealed class SessionTable : IEntityTypeConfiguration<Session>
{
    public const string UserAsked = "ix_sessions_user_asked";

    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(s => new { s.UserId, s.Id });
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
        builder.Property(s => s.DeviceName).HasMaxLength(100);
        builder.Property(s => s.UserAgent).HasMaxLength(Device.MaxUserAgentLength);
        builder.Property(s => s.IpAddress).HasMaxLength(45);
        builder.Ignore(s => s.IsOpen);

        // The limit once more: two open sessions of a user can never share a slot, whatever code wrote them.
        builder.HasIndex(s => new { s.UserId, s.Slot }).IsUnique()
            .HasFilter("\"Slot\" IS NOT NULL").HasDatabaseName("ux_sessions_open_slot");
        builder.HasIndex(s => s.TokenHash).IsUnique()
            .HasFilter("\"TokenHash\" IS NOT NULL").HasDatabaseName("ux_sessions_token_hash");
        builder.HasIndex(s => new { s.UserId, s.AskedAt, s.Id }, "ix_sessions_not_ended")
            .HasFilter("\"EndedAt\" IS NULL");
        builder.HasIndex(s => new { s.UserId, s.AskedAt, s.Id }, UserAsked);
        builder.HasIndex(s => s.EndedAt).HasFilter("\"EndedAt\" IS NOT NULL").HasDatabaseName("ix_sessions_ended");
    }
}
