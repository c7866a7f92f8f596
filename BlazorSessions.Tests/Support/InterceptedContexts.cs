using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Support;

/// <summary>The application's contexts, with somebody who listens to what they say to the database.</summary>
public sealed class InterceptedContexts(IServiceProvider provider, IInterceptor listener) : IDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext() => provider.GetService<DbContextOptions<SqliteDbContext>>() is { } sqlite
        ? new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>(sqlite).AddInterceptors(listener).Options)
        : new PostgresDbContext(new DbContextOptionsBuilder<PostgresDbContext>(
            provider.GetRequiredService<DbContextOptions<PostgresDbContext>>()).AddInterceptors(listener).Options);
}
