using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSessions.App.Data.Tables;

internal sealed class UserTable : IEntityTypeConfiguration<User>
{
    /// <summary>The number of the newest entry in the user's log, which may have been purged.</summary>
    public const string LastLogNumber = "LastLogNumber";

    /// <summary>The newest entry that is in the chain; less than <see cref="LastLogNumber"/> where an older version has written.</summary>
    public const string HashedLogNumber = "HashedLogNumber";

    /// <summary>The hash of that entry, from which the next one goes on.</summary>
    public const string LastLogHash = "LastLogHash";

    /// <summary>The newest entry that is sealed, and what stands before it, by its hash.</summary>
    public const string SealedLogNumber = "SealedLogNumber";

    /// <inheritdoc cref="SealedLogNumber"/>
    public const string SealedLogHash = "SealedLogHash";

    /// <summary>The newest entry that was cleared away as too old, and its hash, from which the rest goes on.</summary>
    public const string PurgedLogNumber = "PurgedLogNumber";

    /// <inheritdoc cref="PurgedLogNumber"/>
    public const string PurgedLogHash = "PurgedLogHash";

    /// <summary>The keyed hash over what is sealed and cleared away of this user's log.</summary>
    public const string LogMark = "LogMark";

    private const int HashLength = 32;

    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.HasKey(u => u.Id);
        builder.Property(u => u.FirstName).HasMaxLength(PersonName.MaxLength);
        builder.Property(u => u.LastName).HasMaxLength(PersonName.MaxLength);
        builder.Property(u => u.PasswordHash).HasMaxLength(200);
        builder.Ignore(u => u.FullName);
        builder.Property<long>(LastLogNumber);
        builder.Property<long>(HashedLogNumber);
        builder.Property<byte[]?>(LastLogHash).HasMaxLength(HashLength);
        builder.Property<long>(SealedLogNumber);
        builder.Property<byte[]?>(SealedLogHash).HasMaxLength(HashLength);
        builder.Property<long>(PurgedLogNumber);
        builder.Property<byte[]?>(PurgedLogHash).HasMaxLength(HashLength);
        builder.Property<byte[]?>(LogMark).HasMaxLength(HashLength);
        builder.HasIndex(u => u.DeletesAt).HasFilter("\"DeletesAt\" IS NOT NULL").HasDatabaseName("ix_users_deletes");
        builder.HasIndex(u => u.ResetToken).IsUnique().HasFilter("\"ResetToken\" IS NOT NULL").HasDatabaseName("ux_users_reset_token");
        builder.HasIndex(u => u.Email).IsUnique().HasDatabaseName("ux_users_email");
    }
}
