using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace BlazorSessions.Benchmarks.Serving;

/// <summary>The users of ASP.NET Core Identity, in the same database as the rest.</summary>
internal sealed class PeerDatabase(DbContextOptions<PeerDatabase> options) : IdentityUserContext<IdentityUser>(options)
{
    public static string ConnectionIn(IConfiguration configuration) => configuration.GetConnectionString(nameof(DatabaseProvider.PostgreSql))!;
}
