using System.Data.Common;
using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Support;

/// <summary>A gate behind a reading, before what was read is used.</summary>
/// <param name="of">What the statement of that reading contains.</param>
public sealed class GatedRead(string of) : DbCommandInterceptor
{
    public Gate Gate { get; } = new();

    /// <summary>Has every reading of the application pass here.</summary>
    public void AddTo(IServiceCollection services) => services.AddSingleton<IDbContextFactory<AppDbContext>>(provider => new InterceptedContexts(provider, this));

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.Contains(of, StringComparison.Ordinal))
        {
            await Gate.PassAsync(cancellationToken);
        }

        return result;
    }
}
