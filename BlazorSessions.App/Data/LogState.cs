using System.Linq.Expressions;
using BlazorSessions.App.Data.Tables;
using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BlazorSessions.App.Data;

/// <summary>Where the log of a user stands; kept in the user's row, which is written with each entry anyway.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="LastNumber">The newest entry.</param>
/// <param name="HashedNumber">The newest entry that is in the chain; less where an older version has written.</param>
/// <param name="LastHash">The hash of that one, from which the next goes on.</param>
/// <param name="SealedNumber">The newest entry that is sealed.</param>
/// <param name="SealedHash">What the chain had come to there.</param>
/// <param name="PurgedNumber">The newest entry that was cleared away as too old.</param>
/// <param name="PurgedHash">What the chain had come to there.</param>
/// <param name="Mark">The keyed hash over what is sealed and cleared away; null while nothing is.</param>
public sealed record LogState(
    UserId User,
    long LastNumber,
    long HashedNumber,
    byte[]? LastHash,
    long SealedNumber,
    byte[]? SealedHash,
    long PurgedNumber,
    byte[]? PurgedHash,
    byte[]? Mark)
{
    /// <summary>For queries.</summary>
    public static readonly Expression<Func<User, LogState>> OfUser = user => new LogState(
        user.Id,
        EF.Property<long>(user, UserTable.LastLogNumber),
        EF.Property<long>(user, UserTable.HashedLogNumber),
        EF.Property<byte[]?>(user, UserTable.LastLogHash),
        EF.Property<long>(user, UserTable.SealedLogNumber),
        EF.Property<byte[]?>(user, UserTable.SealedLogHash),
        EF.Property<long>(user, UserTable.PurgedLogNumber),
        EF.Property<byte[]?>(user, UserTable.PurgedLogHash),
        EF.Property<byte[]?>(user, UserTable.LogMark));

    /// <summary>Every entry is in the chain.</summary>
    public bool IsWhole => HashedNumber == LastNumber;

    public static LogState Of(EntityEntry<User> user) => new(
        user.Entity.Id,
        user.Property<long>(UserTable.LastLogNumber).CurrentValue,
        user.Property<long>(UserTable.HashedLogNumber).CurrentValue,
        user.Property<byte[]?>(UserTable.LastLogHash).CurrentValue,
        user.Property<long>(UserTable.SealedLogNumber).CurrentValue,
        user.Property<byte[]?>(UserTable.SealedLogHash).CurrentValue,
        user.Property<long>(UserTable.PurgedLogNumber).CurrentValue,
        user.Property<byte[]?>(UserTable.PurgedLogHash).CurrentValue,
        user.Property<byte[]?>(UserTable.LogMark).CurrentValue);

    /// <summary>Has it saved with the user.</summary>
    public void SetIn(EntityEntry<User> user)
    {
        user.Property<long>(UserTable.LastLogNumber).CurrentValue = LastNumber;
        user.Property<long>(UserTable.HashedLogNumber).CurrentValue = HashedNumber;
        user.Property<byte[]?>(UserTable.LastLogHash).CurrentValue = LastHash;
        user.Property<long>(UserTable.SealedLogNumber).CurrentValue = SealedNumber;
        user.Property<byte[]?>(UserTable.SealedLogHash).CurrentValue = SealedHash;
        user.Property<long>(UserTable.PurgedLogNumber).CurrentValue = PurgedNumber;
        user.Property<byte[]?>(UserTable.PurgedLogHash).CurrentValue = PurgedHash;
        user.Property<byte[]?>(UserTable.LogMark).CurrentValue = Mark;
    }
}
