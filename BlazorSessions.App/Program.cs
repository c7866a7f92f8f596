using BlazorSessions.App.Commands;

// Without a limit of its own: the host has one, and finishes what runs first.
return await CommandLine.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null });
