using System.Net;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>Whoever is not an open session of the same account approves nothing by a plain form, though the code is right.</summary>
public sealed class ApprovingFromElsewhere : IAsyncLifetime
{
    private const string ApprovePath = "/signin/approval/approve";

    private TestApp app = null!;
    private Visitor laptop = null!;
    private Visitor tablet = null!;
    private Visitor phone = null!;
    private string request = "";
    private string code = "";

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Sessions:MaxConcurrent=3"], Replacing.RemoveRounds);
        laptop = new Visitor(app);
        await laptop.SignUpAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        tablet = await laptop.LetInAsync();
        phone = laptop.OtherDevice();
        await phone.SignInAsync();
        code = await phone.CodeAsync();
        request = Visitor.FormOf((await laptop.GetAsync("/dashboard")).Html, "Approve").Fields["request"];
    }

    public async ValueTask DisposeAsync()
    {
        laptop.Dispose();
        tablet.Dispose();
        phone.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    [Trait("abuse", "A06")]
    public async Task The_waiting_device_itself_does_not()
    {
        var before = await Snapshot.TakeAsync(app);

        Assert.Equal("/signin", (await ApproveAsync(phone, tokenFrom: "/signin/approval")).Location);

        Assert.Equal(before, await Snapshot.TakeAsync(app));
        await StillWaitsAsync();
    }

    [Fact]
    [Trait("abuse", "A06")]
    public async Task Another_users_session_does_not()
    {
        using var bob = new Visitor(app);
        await bob.SignUpAsync();
        var before = await Snapshot.TakeAsync(app);

        await ApproveAsync(bob, tokenFrom: "/dashboard");

        Assert.Equal(before, await Snapshot.TakeAsync(app));
        await StillWaitsAsync();
    }

    [Fact]
    [Trait("abuse", "A06")]
    [Trait("abuse", "A11")]
    public async Task A_session_that_was_ended_while_its_dialog_was_open_does_not_and_another_still_can()
    {
        var open = Visitor.FormOf((await tablet.GetAsync("/dashboard")).Html, "Approve", ("6-digit code", code));
        using var kept = Visitor.WithSession(app, tablet.Cookie("session")!);
        await laptop.DeleteSessionAsync($"{(await app.SessionOfAsync(tablet)).Session}");
        var before = await Snapshot.TakeAsync(app);

        Assert.Equal(HttpStatusCode.BadRequest, (await tablet.PostAsync("/dashboard", open)).Status); // the form was a signed-in person's
        Assert.Equal("/signin", (await ApproveAsync(kept, tokenFrom: "/signin")).Location);

        Assert.Equal(before, await Snapshot.TakeAsync(app));
        await StillWaitsAsync();
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", code));
        Assert.Equal("/dashboard", (await phone.SubmitAsync("/signin/approval", "Check again")).Location);
    }

    [Fact]
    [Trait("abuse", "A06")]
    [Trait("abuse", "A11")]
    public async Task A_session_that_time_has_ended_while_its_dialog_was_open_does_not()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.True(await laptop.IsSignedInAsync());
        await phone.SignInAsync(); // the first request has expired meanwhile
        code = await phone.CodeAsync();
        request = Visitor.FormOf((await laptop.GetAsync("/dashboard")).Html, "Approve").Fields["request"];
        app.Clock.Advance(TimeSpan.FromMinutes(1)); // nobody has used the tablet for an hour

        Assert.Equal("/signin", (await ApproveAsync(tablet, tokenFrom: "/signin")).Location);

        await StillWaitsAsync();
    }

    [Fact]
    [Trait("abuse", "A05")]
    public async Task The_code_of_one_waiting_device_is_a_wrong_code_for_another_and_counts()
    {
        using var third = laptop.OtherDevice();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await third.SignInAsync();
        var other = await third.CodeAsync();
        Assert.NotEqual(code, other);

        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", other)); // the dialog asks for the phone, which was first

        Assert.Contains("That code is not right. 2 tries left.", (await laptop.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
        await StillWaitsAsync();
        Assert.Equal("/signin/approval", (await third.SubmitAsync("/signin/approval", "Check again")).Location);
        Assert.False(await third.IsSignedInAsync());
    }

    private async Task<Answer> ApproveAsync(Visitor by, string tokenFrom)
    {
        var token = (await by.GetAsync(tokenFrom)).Token;
        return await by.PostAsync("", (ApprovePath, new() { ["__RequestVerificationToken"] = token, ["request"] = request, ["code"] = code }));
    }

    private async Task StillWaitsAsync()
    {
        Assert.Equal(code, await phone.CodeAsync());
        Assert.Equal("/signin/approval", (await phone.SubmitAsync("/signin/approval", "Check again")).Location);
        Assert.False(await phone.IsSignedInAsync());
    }
}
