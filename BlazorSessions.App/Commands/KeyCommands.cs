using System.CommandLine;
using BlazorSessions.App.Security;

namespace BlazorSessions.App.Commands;

/// <summary><c>keys …</c>: a new key file.</summary>
internal static class KeyCommands
{
    public static Command Of(string[] settings) => new("keys", "Change the key file") { Rotate(settings) };

    private static OperatorCommand Rotate(string[] settings)
    {
        var revoke = new Option<bool>("--revoke")
        {
            Description = "The former key and the database may both have been seen: nothing that was protected until now is believed any more",
        };
        var command = OperatorCommand.WithoutReturn(
            "rotate", "Make a new key, and wrap with it what the former one wrapped. Copy the file to every node afterwards", settings,
            _ => "The key file will be replaced.",
            async (services, parsed, ct) => ReportOf(
                await services.GetRequiredService<KeyRotation>().RotateAsync(parsed.GetValue(revoke), ct), parsed.GetValue(revoke)));
        command.Options.Add(revoke);
        return command;
    }

    private static Report ReportOf(RotatedKeys rotated, bool isRevoked) => rotated switch
    {
        RotatedKeys.FileAlone file => new Report.NotDone(
            $"{file.Path} holds a new key, after which the former one stands: copy the file to every node. But the database cannot be used ({file.Why}): run keys rotate again when it can."),
        RotatedKeys.Done done => new Report.Done(
            new { File = done.Path, done.Rewrapped },
            $"{done.Path} holds a new key. Keys in the database that are wrapped with it now: {done.Rewrapped}.",
            "A server on this machine goes by it within a second. Copy the file to every other node now, and back it up.",
            isRevoked ? "Restart every node: until then it goes on believing what it remembers." : "")
        {
            Note = done.IsSealed ? null : "The log is not sealed with it, for it is not as it was left: run log verify.",
        },
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
