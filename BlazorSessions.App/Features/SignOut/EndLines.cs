using BlazorSessions.App.Security;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.SignOut;

/// <summary>Sessions that somebody wanted to end and was not allowed to, as lines of the security log.</summary>
internal static class EndLines
{
    /// <param name="log">Where they are written.</param>
    /// <param name="outcome">What became of it; nothing is written of a session that was ended.</param>
    /// <param name="act">What was wanted.</param>
    /// <param name="id">The session that was named; null where it was all others.</param>
    /// <param name="subject">Who wanted it.</param>
    public static void WriteIfRefused(this SecurityLog log, EndOutcome outcome, string act, Guid? id, Subject subject)
    {
        if (outcome is EndOutcome.ProofTooOld)
        {
            log.Note("ProofTooOld", act, subject);
        }
        else if (outcome is EndOutcome.NotThere)
        {
            log.Warn("SigningOutRefused", $"no-such-session {id}", subject);
        }
    }
}
