using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Benchmarks.Serving;

/// <summary>
/// ASP.NET Core Identity as the Blazor template adds it, with the one setting by which a changed security stamp ends a
/// session at once.
/// </summary>
internal sealed class IdentityPeer : Peer
{
    public override void Add(WebApplicationBuilder builder)
    {
        var connection = PeerDatabase.ConnectionIn(builder.Configuration);
        builder.Services.AddDbContext<PeerDatabase>(options => options.UseNpgsql(connection));
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.AddIdentityCore<IdentityUser>().AddEntityFrameworkStores<PeerDatabase>().AddSignInManager();
        builder.Services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.Zero);
    }

    public override async Task PrepareAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var creator = scope.ServiceProvider.GetRequiredService<PeerDatabase>().GetService<IRelationalDatabaseCreator>();
        await creator.CreateTablesAsync();
    }

    public override async Task SignInAsync(HttpContext context)
    {
        var user = new IdentityUser($"{context.TraceIdentifier.Replace(":", "-", StringComparison.Ordinal)}@example.org");
        await context.RequestServices.GetRequiredService<UserManager<IdentityUser>>().CreateAsync(user);
        await context.RequestServices.GetRequiredService<SignInManager<IdentityUser>>().SignInAsync(user, isPersistent: true);
    }
}
