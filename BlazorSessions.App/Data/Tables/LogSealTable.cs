using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSessions.App.Data.Tables;

internal sealed class LogSealTable : IEntityTypeConfiguration<LogSeal>
{
    public void Configure(EntityTypeBuilder<LogSeal> builder)
    {
        builder.ToTable("log_seal");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Sum).HasMaxLength(32);
        builder.Property(s => s.Mark).HasMaxLength(32);
        builder.HasData(new LogSeal { Id = LogSeal.OnlyId });
    }
}
