using System.Data.Common;
using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Support;

/// <summary>Holds whoever has just read something, so that a test can change it before it is used.</summary>
/// <param name="of">What the statement of that reading contains.</param>
public sealed class GatedRead(string of) : DbCommandInterceptor
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int armed;

    /// <summary>Done when somebody has read it.</summary>
    public Task Reached => reached.Task;

    /// <summary>The next who reads it will be held.</summary>
    public void Arm() => Volatile.Write(ref armed, 1);

    public void Open() => opened.SetResult();

    /// <summary>Has every reading of the application pass here.</summary>
    public void AddTo(IServiceCollection services) => services.AddSingleton<IDbContextFactory<AppDbContext>>(provider => new Contexts(provider, this));

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.Contains(of, StringComparison.Ordinal) && Interlocked.Exchange(ref armed, 0) == 1)
        {
            reached.SetResult();
            await opened.Task.WaitAsync(cancellationToken);
        }

        return result;
    }

    private sealed class Contexts(IServiceProvider provider, IInterceptor gate) : IDbContextFactory<AppDbContext>
    {
        public AppDbContext CreateDbContext() => provider.GetService<DbContextOptions<SqliteDbContext>>() is { } sqlite
            ? new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>(sqlite).AddInterceptors(gate).Options)
            : new PostgresDbContext(new DbContextOptionsBuilder<PostgresDbContext>(
                provider.GetRequiredService<DbContextOptions<PostgresDbContext>>()).AddInterceptors(gate).Options);
    }
}
