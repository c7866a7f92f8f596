using BlazorSessions.App.Data;
using BlazorSessions.App.Features.Confirm;
using BlazorSessions.App.Layout;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Dashboard;

/// <content>Signing other devices out, from their rows or all at once.</content>
public partial class SessionLog
{
    /// <summary>Another session is to be signed out.</summary>
    internal async Task SignOutAsync(LogLine line)
    {
        await TellAsync(
            () => SignOut.SignOutAsync(current!, line.Id),
            ConfirmedAct.SignOut.LinkFor($"{line.Id}"),
            _ => Words["Log.WasSignedOut", DeviceText.Of(Words, line.DeviceName)]);
        StateHasChanged(); // the event was the row's
    }

    private Task SignOutEverywhereElseAsync() => TellAsync(
        () => SignOut.SignOutEverywhereElseAsync(current!),
        ConfirmedAct.SignOutEverywhereElse.LinkFor(),
        open => open switch
        {
            0 => Words["Log.OthersSignedOut.None"],
            1 => Words["Log.OthersSignedOut.One"],
            _ => Words["Log.OthersSignedOut.Many", open],
        });

    private async Task TellAsync(Func<Task<EndOutcome>> act, string confirmAt, Func<int, string> tell)
    {
        try
        {
            var outcome = await act();
            if (outcome is EndOutcome.ProofTooOld)
            {
                await TellBrowserAsync("islands.leave", confirmAt);
                return;
            }

            told = outcome is EndOutcome.Ended ended ? tell(ended.Open) : Words["Log.NothingChanged"];
            await ReloadAsync();
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            told = Words["Log.NotSignedOut"];
        }
    }
}
