using System.Net;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

public sealed class SigningUp
{
    [Theory]
    [BothDatabases]
    public async Task Ends_signed_in_on_the_dashboard(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var ann = new Visitor(app);

        var answer = await ann.SignUpAsync();

        Assert.Equal((HttpStatusCode.Redirect, "/dashboard"), (answer.Status, answer.Location));
        var dashboard = await ann.GetAsync("/dashboard");
        Assert.Contains("Your sessions", dashboard.Text, StringComparison.Ordinal);
        Assert.Contains("This device", dashboard.Text, StringComparison.Ordinal);
        Assert.Empty(app.Log.Errors);
    }
}
