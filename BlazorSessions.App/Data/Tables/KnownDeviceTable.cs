using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSessions.App.Data.Tables;

internal sealed class KnownDeviceTable : IEntityTypeConfiguration<KnownDevice>
{
    public void Configure(EntityTypeBuilder<KnownDevice> builder)
    {
        builder.ToTable("known_devices");
        builder.HasKey(d => new { d.UserId, d.Key });
        builder.HasOne<User>().WithMany().HasForeignKey(d => d.UserId);
        builder.Property(d => d.Name).HasMaxLength(100);
    }
}
