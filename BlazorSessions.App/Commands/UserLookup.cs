using System.CommandLine;
using BlazorSessions.App.Data;
using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Commands;

/// <summary>Whom a command is about: an email address, or the id of an account.</summary>
internal static class UserLookup
{
    private const string Name = "user";
    private const string Description = "The email address of the account, or its id";

    public static Argument<string> Argument() => new(Name) { Description = Description };

    public static Argument<string?> OptionalArgument() => new(Name) { Description = Description, Arity = ArgumentArity.ZeroOrOne };

    /// <summary>Does something about the account that was named.</summary>
    public static async Task<Report> WithUserAsync(this IServiceProvider services, string named, Func<User, Task<Report>> act, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct);
        var id = new UserId(Guid.TryParse(named, out var guid) ? guid : Guid.Empty);
        var email = EmailAddress.Parse(named);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, ct)
            ?? (email is null ? null : await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Email == email, ct));
        return user is null ? new Report.NotDone($"There is no account {named}.") : await act(user);
    }
}
