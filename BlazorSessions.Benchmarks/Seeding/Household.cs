using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Benchmarks.Seeding;

/// <summary>An account with one open session, and what its browser holds.</summary>
internal sealed record Household(UserId User, SessionId Session, string Email, OpaqueToken Token, OpaqueToken DeviceToken)
{
    /// <summary>The password of all of them.</summary>
    public const string Password = "violet harbour tractor nineteen";

    private const int UsersAtOnce = 500;

    /// <summary>The header of its browser's requests.</summary>
    public string Cookie => $"session={Token.Reveal()}; {DeviceCookie}";

    /// <summary>The same when the browser has lost its session, and the account knows it still.</summary>
    public string DeviceCookie => $"device={DeviceToken.Reveal()}";

    /// <summary>Its browser, as a sign-in knows it.</summary>
    public Device Device => Named(DeviceToken);

    /// <summary>Makes some by the rules, without a request for each, and hashes their password once for all.</summary>
    /// <param name="services">The application's.</param>
    /// <param name="count">How many.</param>
    /// <param name="rows">Rows of the log of each, the open session among them; the others were turned away by the limit, a minute apart.</param>
    /// <param name="ct">Breaks it off.</param>
    public static async Task<IReadOnlyList<Household>> MoveInAsync(IServiceProvider services, int count, int rows, CancellationToken ct)
    {
        var hash = await services.GetRequiredService<PasswordHasher>().HashAsync(Password, ct);
        var made = new List<Household>(count);
        foreach (var some in Enumerable.Range(0, count).Chunk(UsersAtOnce))
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(ct);
            made.AddRange(some.Select(number => Make(services, db, number, rows, hash)));
            await db.SaveChangesAsync(ct);
        }

        return made;
    }

    /// <summary>The same in a place where no program runs yet, with one row each.</summary>
    public static async Task<IReadOnlyList<Household>> MoveInAsync(Place place, int count, CancellationToken ct)
    {
        await using var app = await place.OpenAsync();
        return await MoveInAsync(app.Services, count, rows: 1, ct);
    }

    private static Household Make(IServiceProvider services, AppDbContext db, int number, int rows, string hash)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var email = EmailAddress.Parse($"{number:D8}@example.org")!;
        var user = new User("Ann", "Lee", email, hash, now);
        var (device, sessions) = (OpaqueToken.Issue(), Sessions(services, user, services.GetRequiredService<SessionPolicy>(), now));
        var opened = sessions.SignUp(Named(device));
        db.Add(user);
        db.AddRange(sessions.Sessions);
        db.AddRange(sessions.Devices);
        var nobody = services.GetRequiredService<SessionPolicy>() with { MaxConcurrent = 0 };
        for (var row = 1; row < rows; row++)
        {
            var refused = Sessions(services, user, nobody, now - TimeSpan.FromMinutes(row));
            refused.SignIn(AnyDevice(), recent: []);
            db.AddRange(refused.Sessions);
        }

        return new(user.Id, opened.Session.Id, email.Value, opened.Token, device);
    }

    private static UserSessions Sessions(IServiceProvider services, User user, SessionPolicy policy, DateTimeOffset now) =>
        new(user.Id, [], [], [], policy, services.GetRequiredService<ApprovalPolicy>(), now);

    /// <summary>A browser that nobody knows yet.</summary>
    public static Device AnyDevice() => Named(OpaqueToken.Issue());

    private static Device Named(OpaqueToken device) => new(
        device.Hash(), "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "192.0.2.1");
}
