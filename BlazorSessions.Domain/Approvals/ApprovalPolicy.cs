namespace BlazorSessions.Domain.Approvals;

/// <summary>How long a code is good for, how many wrong ones it survives, and how often one may be asked for.</summary>
/// <param name="Lifetime">From the asking to the right code, and again from the right code to the collecting (ASVS 6.5.5: 10 minutes at the most).</param>
/// <param name="MaxAttempts">Wrong codes until the approval is dead: with 3 of a million, guessing succeeds 3 times in a million.</param>
/// <param name="Prompts">How often sign-ins may have others asked.</param>
public sealed record ApprovalPolicy(TimeSpan Lifetime, int MaxAttempts, PromptLimit Prompts);
