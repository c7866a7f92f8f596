using System.Collections.Concurrent;
using System.Data.Common;
using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Support;

/// <summary>Writes down every statement that the application sends to its database.</summary>
public sealed class Statements : DbCommandInterceptor
{
    private readonly ConcurrentQueue<SentStatement> sent = new();

    /// <summary>Has every statement of the application pass here.</summary>
    public void AddTo(IServiceCollection services) =>
        services.AddSingleton<IDbContextFactory<AppDbContext>>(provider => new InterceptedContexts(provider, this));

    /// <summary>What is sent while something is done.</summary>
    public async Task<IReadOnlyList<SentStatement>> DuringAsync(Func<Task> act)
    {
        sent.Clear();
        await act();
        return [.. sent];
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        sent.Enqueue(SentStatement.Of(command));
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        sent.Enqueue(SentStatement.Of(command));
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        sent.Enqueue(SentStatement.Of(command));
        return new(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        sent.Enqueue(SentStatement.Of(command));
        return new(result);
    }
}
