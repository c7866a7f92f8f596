using BlazorSessions.App.Commands;

var parsed = CommandLine.Parse(args);

// Told to stop, a command tidies up after itself. Serving has a limit of its own, and finishes what runs first.
return await parsed.InvokeAsync(new()
{
    ProcessTerminationTimeout = parsed.CommandResult.Command is OperatorCommand ? OperatorCommand.TimeToTidy : null,
});
