using System.Text.Json;
using BlazorSessions.App.Commands;

namespace BlazorSessions.Tests.Support;

/// <summary>Whoever runs the program, at its command line: in this process, beside a server that has its own.</summary>
public static class Operator
{
    /// <summary>Asks the program for something, with the settings of the place.</summary>
    /// <returns>Its exit code, and what it said on both streams.</returns>
    public static async Task<(int Code, string Output, string Error)> AskAsync(this TestPlace place, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var parsed = CommandLine.Parse([.. arguments, .. place.Settings.Select(setting => "--" + setting)]);
        var code = await parsed.InvokeAsync(new() { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>The same for what is to be done.</summary>
    /// <returns>What it answers in JSON.</returns>
    public static async Task<JsonElement> DoAsync(this TestPlace place, params string[] arguments)
    {
        var (code, output, error) = await place.AskAsync([.. arguments, "--json"]);
        Assert.True(code == 0, error);
        return JsonDocument.Parse(output).RootElement;
    }
}
