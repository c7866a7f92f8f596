using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSessions.App.Data.Tables;

internal sealed class DismissedNoticeTable : IEntityTypeConfiguration<DismissedNotice>
{
    public void Configure(EntityTypeBuilder<DismissedNotice> builder)
    {
        builder.ToTable("dismissed_notices");
        builder.HasKey(d => new { d.UserId, d.DeviceKey, d.Number });
        builder.HasOne<User>().WithMany().HasForeignKey(d => d.UserId);
    }
}
