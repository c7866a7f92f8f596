using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Browser;

/// <summary>The main job in every engine, at both ends, with real keys and clicks.</summary>
[Trait("speed", "slow")]
public sealed class EveryEngine
{
    private const string Request = "New sign-in request";
    private const string CodeField = "6-digit code";
    private const string Log = "Session log";

    private readonly string email = $"{Guid.CreateVersion7():N}@example.org";

    [Theory]
    [InlineData(Engine.Chromium, Engine.Firefox, "Chrome on Linux", "Firefox on Linux")]
    [InlineData(Engine.Firefox, Engine.WebKit, "Firefox on Linux", "WebKitGTK on Linux")]
    [InlineData(Engine.WebKit, Engine.Chromium, "WebKitGTK on Linux", "Chrome on Linux")]
    public async Task A_second_device_is_let_in_by_the_first_and_signed_out_from_there(
        Engine atHome, Engine onTheWay, string homeName, string otherName)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var first = await IScreen.AtAsync(atHome, app);
        await using var second = await IScreen.AtAsync(onTheWay, app);
        await first.SignUpAsync(email);
        var code = await AskAsync(second);

        await first.HasDialogAsync(Request, otherName);
        await first.HasFocusInAsync(CodeField);
        await first.EscapeAsync();
        await first.EscapeAsync();
        await first.EscapeAsync();
        await first.HasDialogAsync(Request);
        await first.HasFocusInAsync(CodeField);

        await first.TypeAsync(SignInShortcuts.WrongCodeFor(code));
        await first.EnterAsync();
        await first.ShowsAsync("That code is not right. 2 tries left.");
        await first.TypeAsync(CodeField, $"{code[..3]} {code[3..]}");
        await first.EnterAsync();
        await second.IsAtAsync("/dashboard");
        await second.IsLiveAsync();
        await first.HasNoDialogAsync(Request);
        foreach (var screen in new[] { first, second })
        {
            await screen.HasRowsAsync(Log, "Active", 2);
            await screen.HasRowsAsync(Log, homeName, 1);
            await screen.HasRowsAsync(Log, otherName, 1);
        }

        await first.PressAsync($"Sign out {otherName}");
        await second.IsAtAsync("/signin");
        await second.ShowsAsync("You were signed out");
        await first.HasRowsAsync(Log, "Active", 1);
        await first.HasRowsAsync(Log, "Signed out", 1);
        Assert.Empty(first.Complaints.Concat(second.Complaints));
        Assert.Empty(app.Log.Errors);
        Assert.Empty(app.Log.Violations);
    }

    [Theory]
    [InlineData(Engine.Firefox)]
    [InlineData(Engine.WebKit)]
    public async Task A_session_outlives_a_reload_and_a_notice_goes_where_it_is_dismissed(Engine engine)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var first = await IScreen.AtAsync(engine, app);
        await using var second = await IScreen.AtAsync(Engine.Chromium, app);
        await first.SignUpAsync(email);
        var code = await AskAsync(second);
        await first.HasDialogAsync(Request);
        await first.ReloadAsync();
        await first.HasFocusInAsync(CodeField);
        await first.TypeAsync(code);
        await first.PressAsync("Approve");
        await first.HasNoDialogAsync(Request);
        await second.IsAtAsync("/dashboard");
        await second.IsLiveAsync();

        await first.ShowsAsync("A device not seen before signed in");
        await first.ReloadAsync();
        await first.HasRowsAsync(Log, "Active", 2);
        await first.ShowsAsync("A device not seen before signed in");
        await first.PressAsync("Dismiss");
        await first.ShowsNoMoreAsync("A device not seen before signed in");
        await first.ReloadAsync();
        await first.HasRowsAsync(Log, "Active", 2);
        await first.ShowsNoMoreAsync("A device not seen before signed in");
        Assert.Empty(first.Complaints.Concat(second.Complaints));
        Assert.Empty(app.Log.Errors);
        Assert.Empty(app.Log.Violations);
    }

    private async Task<string> AskAsync(IScreen screen)
    {
        await screen.OpenAsync("/signin");
        await screen.TypeAsync("Email", email);
        await screen.TypeAsync("Password", SignInShortcuts.Password);
        await screen.PressAsync("Sign in");
        await screen.IsAtAsync("/signin/approval");
        return await screen.ReadAsync("Sign-in code");
    }
}
