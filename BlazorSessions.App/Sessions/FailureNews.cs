using System.Threading.Channels;
using BlazorSessions.App.Data;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// Tells owners of wrong passwords and recovery codes that were typed many times. It is done apart from the request that
/// typed the last one, which would else take longer where there is an account to tell.
/// </summary>
public sealed partial class FailureNews(
    IDbContextFactory<AppDbContext> contexts, SessionRegistry registry, ILogger<FailureNews> logger) : BackgroundService
{
    private const int AtMost = 1_000; // what comes beyond it is lost, as with a crash: it is a hint

    private readonly Channel<(EmailAddress Email, Device Device)> waiting = Channel.CreateBounded<(EmailAddress, Device)>(
        new BoundedChannelOptions(AtMost) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Tell(EmailAddress email, Device device) => waiting.Writer.TryWrite((email, device));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (email, device) in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await TellAsync(email, device, stoppingToken);
            }
            catch (Exception e) when (DatabaseFailure.Is(e) || e is DbUpdateException)
            {
                LogLost(e);
            }
        }
    }

    private async Task TellAsync(EmailAddress email, Device device, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var user = await db.Users.Where(u => u.Email == email).Select(u => (UserId?)u.Id).SingleOrDefaultAsync(ct);
        await using var locked = user is null ? null : await registry.LockAsync(user.Value, ct);
        if (locked is not null)
        {
            locked.Sessions.NoteFailures(device);
            await locked.CommitAsync(ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "An owner could not be told of wrong passwords or recovery codes")]
    private partial void LogLost(Exception exception);
}
