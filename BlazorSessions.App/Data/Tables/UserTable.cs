using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSessions.App.Data.Tables;

internal sealed class UserTable : IEntityTypeConfiguration<User>
{
    /// <summary>The number of the newest entry in the user's log, which may have been purged.</summary>
    public const string LastLogNumber = "LastLogNumber";

    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.HasKey(u => u.Id);
        builder.Property(u => u.FirstName).HasMaxLength(PersonName.MaxLength);
        builder.Property(u => u.LastName).HasMaxLength(PersonName.MaxLength);
        builder.Property(u => u.PasswordHash).HasMaxLength(200);
        builder.Ignore(u => u.FullName);
        builder.Property<long>(LastLogNumber);
        builder.HasIndex(u => u.DeletesAt).HasFilter("\"DeletesAt\" IS NOT NULL").HasDatabaseName("ix_users_deletes");
        builder.HasIndex(u => u.Email).IsUnique().HasDatabaseName("ux_users_email");
    }
}
