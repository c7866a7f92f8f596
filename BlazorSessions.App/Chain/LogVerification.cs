namespace BlazorSessions.App.Chain;

/// <summary>One thing that is wrong with the log.</summary>
/// <param name="User">Whose log, by the account's id; null for all of them together.</param>
/// <param name="Number">Which entry of it is the first that is wrong; null where it is no single one.</param>
/// <param name="What">What is wrong with it.</param>
public sealed record LogFault(Guid? User, long? Number, string What);

/// <summary>What came of looking at every entry of the log.</summary>
/// <param name="Entries">How many there are.</param>
/// <param name="Logs">Of how many accounts.</param>
/// <param name="Unsealed">How many of them were too new to be sealed: what is missing of such cannot be told.</param>
/// <param name="Adopted">Until when entries that an older version wrote are, or were, taken in.</param>
/// <param name="SealedAt">When all logs were sealed last.</param>
/// <param name="Seals">How often they were.</param>
/// <param name="Faults">What is wrong, for each log the first; none, and nobody has changed anything.</param>
public sealed record LogVerification(
    long Entries, long Logs, long Unsealed, DateTimeOffset? Adopted, DateTimeOffset? SealedAt, long Seals, IReadOnlyList<LogFault> Faults);
