using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSessions.App.Data.Tables;

internal sealed class LogEntryTable : IEntityTypeConfiguration<LogEntry>
{
    public const string Notices = "ix_log_entries_notices";

    public void Configure(EntityTypeBuilder<LogEntry> builder)
    {
        builder.ToTable("log_entries");
        builder.HasKey(e => new { e.UserId, e.Number });
        builder.Property(e => e.Number).ValueGeneratedNever();
        builder.HasIndex(e => e.At).HasDatabaseName("ix_log_entries_at");
        builder.HasIndex(e => new { e.UserId, e.At }, Notices).HasFilter("\"Notice\" IS NOT NULL");
        builder.Property(e => e.DeviceName).HasMaxLength(100);
        builder.Property(e => e.Hash).HasMaxLength(32);
        builder.Property(e => e.IpAddress).HasMaxLength(45);
    }
}
