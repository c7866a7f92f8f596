namespace BlazorSessions.Tests.Stores;

/// <summary>
/// One thing that happens to the sessions of some users. Sessions are named by numbers, and which one a number means depends
/// on what is there when its turn comes: so any list of commands makes sense.
/// </summary>
internal abstract record Command
{
    public const int Users = 2;
    public const int Devices = 4;
    public const int Choices = 16;

    private Command()
    {
    }

    public enum TypedCode
    {
        Right,
        Wrong,
        OfAnother,
    }

    public sealed record SignIn(int User, int Device) : Command;

    public sealed record Approve(int User, int By, int Whose, int Asked, TypedCode Code) : Command;

    public sealed record Collect(int User, int Asked) : Command;

    public sealed record DenyAll(int User, int By) : Command;

    public sealed record Cancel(int User, int Asked) : Command;

    public sealed record SignOut(int User, int Session) : Command;

    public sealed record SignOutOther(int User, int By, int Whose, int Other) : Command;

    public sealed record SignOutEverywhereElse(int User, int By) : Command;

    public sealed record Confirm(int User, int By) : Command;

    public sealed record ChangePassword(int User, int By) : Command;

    public sealed record Recover(int User, int Device) : Command;

    public sealed record Use(int User, int Session) : Command;

    public sealed record TimePasses(TimeSpan By) : Command;

    public sealed record NodeRestarts : Command;
}
