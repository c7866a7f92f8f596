using BlazorSessions.App.Security;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// What stands before every guess of a password or a recovery code: the account's count, the address's count, and the word
/// to the owner. A device that the account knows has a count of passwords of its own, which no count of an address concerns.
/// </summary>
public sealed class GuessLimits(WrongTries tries, AddressTries addresses, FailureNews news, Lockout rule)
{
    /// <summary>Asks for a try. It counts as a wrong one unless <see cref="RightAsync"/> follows.</summary>
    /// <param name="guesser">Whose tries are counted; null where what was typed can be no account's address.</param>
    /// <param name="device">Where it comes from.</param>
    /// <param name="ct">Gives up before anything is counted.</param>
    public async Task<TryOutcome> TakeAsync(Guesser? guesser, Device device, CancellationToken ct) =>
        guesser?.KnownDevice is null && addresses.NextAt(device.IpAddress) is { } next ? new TryOutcome.TooMany(next)
        : guesser is null ? new TryOutcome.Taken(0)
        : await tries.TakeAsync(guesser, ct);

    /// <summary>Makes a try that was taken. One that could not be made, since the server is busy or its browser has left, is given back.</summary>
    public async Task<T> CheckAsync<T>(Guesser? guesser, TryOutcome taken, Func<Task<T>> check)
    {
        try
        {
            return await check();
        }
        catch when (guesser is not null)
        {
            await tries.GiveBackAsync(guesser, taken);
            throw;
        }
    }

    /// <summary>It was the right one: those before it are forgotten.</summary>
    public Task RightAsync(params IEnumerable<Guesser> guessers) => tries.ForgiveAsync(guessers);

    /// <summary>It was a wrong one.</summary>
    public void Wrong(Guesser? guesser, Device device, TryOutcome taken)
    {
        if (guesser?.KnownDevice is null)
        {
            addresses.Count(device.IpAddress);
        }

        if (guesser is not null && taken is TryOutcome.Taken { Failures: var failures } && rule.IsNews(failures))
        {
            news.Tell(guesser.Email, device);
        }
    }
}
