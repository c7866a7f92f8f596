using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSessions.App.Data.Tables;

internal sealed class TryCountTable : IEntityTypeConfiguration<TryCount>
{
    public void Configure(EntityTypeBuilder<TryCount> builder)
    {
        builder.ToTable("limits");
        builder.HasKey(c => c.Key);
        builder.Property(c => c.Key).HasMaxLength(43);
        builder.HasIndex(c => c.LastAt).HasDatabaseName("ix_limits_last_at");
    }
}
