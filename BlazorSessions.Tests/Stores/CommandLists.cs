using CsCheck;

namespace BlazorSessions.Tests.Stores;

/// <summary>Makes lists of commands in which everything that the rules speak of comes up often.</summary>
internal static class CommandLists
{
    /// <summary>No list is longer.</summary>
    public const int Longest = Parts * 4;

    private const int Parts = 40;

    private static readonly Gen<int> User = Gen.Frequency((3, 0), (1, 1));
    private static readonly Gen<int> Device = Gen.Int[0, Command.Devices - 1];
    private static readonly Gen<int> Choice = Gen.Int[0, Command.Choices - 1];

    private static readonly Gen<(int User, int Whose)> Pair = Gen.Select(
        User, Gen.Frequency((15, 0), (1, 1)), (user, foreign) => (user, (user + foreign) % Command.Users));

    private static readonly Gen<Command.TypedCode> Code = Gen.Frequency(
        (5, Command.TypedCode.Right), (4, Command.TypedCode.Wrong), (1, Command.TypedCode.OfAnother));

    private static readonly Gen<TimeSpan> Time = Gen.Frequency(
        (6, TimeSpan.FromSeconds(1)),
        (4, TimeSpan.FromSeconds(40)),
        (2, TimeSpan.FromMinutes(2)),
        (2, TimeSpan.FromMinutes(25)),
        (1, TimeSpan.FromMinutes(61)));

    private static readonly Gen<Command> Any = Gen.Frequency<Command>(
        (30, Gen.Select(User, Device, (user, device) => new Command.SignIn(user, device))),
        (45, Gen.Select(Pair, Choice, Choice, Code, (pair, by, asked, code) =>
            new Command.Approve(pair.User, by, pair.Whose, asked, code))),
        (30, Gen.Select(User, Choice, (user, asked) => new Command.Collect(user, asked))),
        (6, Gen.Select(User, Choice, (user, by) => new Command.DenyAll(user, by))),
        (6, Gen.Select(User, Choice, (user, asked) => new Command.Cancel(user, asked))),
        (6, Gen.Select(User, Choice, (user, session) => new Command.SignOut(user, session))),
        (8, Gen.Select(Pair, Choice, Choice, (pair, by, other) => new Command.SignOutOther(pair.User, by, pair.Whose, other))),
        (6, Gen.Select(User, Choice, (user, by) => new Command.SignOutEverywhereElse(user, by))),
        (6, Gen.Select(User, Choice, (user, by) => new Command.Confirm(user, by))),
        (5, Gen.Select(User, Choice, (user, by) => new Command.ChangePassword(user, by))),
        (5, Gen.Select(User, Device, (user, device) => new Command.Recover(user, device))),
        (30, Gen.Select(User, Choice, (user, session) => new Command.Use(user, session))),
        (40, Time.Select(by => new Command.TimePasses(by))),
        (2, Gen.Const(new Command.NodeRestarts())));

    // What chance alone would seldom put together.
    private static readonly Gen<Command[]> Part = Gen.Frequency(
        (10, Any.Array[1]),
        (2, Gen.Select(User, Device, (user, device) => (Command[])
            [new Command.SignIn(user, device), Typed(user, Command.TypedCode.Right), new Command.Collect(user, 0)])),
        (1, Gen.Select(User, Device, (user, device) => (Command[])
            [new Command.SignIn(user, device), new Command.DenyAll(user, 0)])),
        (1, Gen.Select(User, Device, (user, device) => (Command[])
            [new Command.SignIn(user, device), new Command.SignOut(user, 0), new Command.SignOut(user, 0)])),
        (1, Gen.Select(User, Device, (user, device) => (Command[])
            [new Command.SignIn(user, device), new Command.Confirm(user, 0), new Command.SignOutEverywhereElse(user, 0)])),
        (1, Gen.Select(User, Device, (user, device) => (Command[])
            [new Command.SignIn(user, device), new Command.ChangePassword(user, 0), new Command.Collect(user, 0)])),
        (1, Gen.Select(User, Device, (user, device) => (Command[])
            [new Command.SignIn(user, device), .. Enumerable.Repeat(Typed(user, Command.TypedCode.Wrong), 3)])));

    public static readonly Gen<Command[]> All = Part.Array[Parts].Select(parts => parts.SelectMany(p => p).ToArray());

    private static Command.Approve Typed(int user, Command.TypedCode code) => new(user, By: 0, Whose: user, Asked: 0, code);
}
