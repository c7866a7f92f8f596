using BlazorSessions.App.Data;
using BlazorSessions.App.Features.SignIn;
using BlazorSessions.Domain.Devices;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Support;

/// <summary>Tries, and what is counted of them.</summary>
public static class Tries
{
    public static Task<SignInResult> TryAsync(this TestApp app, string email, string password, Device device) =>
        app.Get<SignInService>().SignInAsync(new() { Email = email, Password = password }, device, Ct);

    /// <summary>Every count of wrong tries that there is.</summary>
    public static async Task<List<(int Failures, DateTimeOffset LastAt)>> TryCountsAsync(this TestApp app)
    {
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        return [.. (await db.TryCounts.AsNoTracking().ToListAsync(Ct)).Select(c => (c.Failures, c.LastAt))];
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
