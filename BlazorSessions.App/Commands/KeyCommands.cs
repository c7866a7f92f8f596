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
            async (services, parsed, ct) =>
            {
                var file = await services.GetRequiredService<KeyRotation>().RotateAsync(parsed.GetValue(revoke), ct);
                return new Report.Done(
                    new { File = file.Path, file.Rewrapped },
                    $"{file.Path} holds a new key. Keys in the database that are wrapped with it now: {file.Rewrapped}.",
                    "A server on this machine goes by it within a second. Copy the file to every other node now, and back it up.",
                    parsed.GetValue(revoke) ? "Restart every node: until then it goes on believing what it remembers." : "");
            });
        command.Options.Add(revoke);
        return command;
    }
}
