using System.Net;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Live;

/// <summary>A circuit is taken up again by the sign-in that started it, and by nobody else who has its secret.</summary>
[Trait("abuse", "A23")]
public sealed class CircuitOwnership : IAsyncLifetime
{
    private TestApp app = null!;
    private Visitor ann = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Sessions:MaxConcurrent=3"]);
        ann = new Visitor(app);
        await ann.SignUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        ann.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Another_user_gets_nothing_of_it_and_the_page_goes_on()
    {
        await using var page = await CircuitClient.OpenAsync(app, ann);
        using var bob = new Visitor(app);
        await bob.SignUpAsync();

        Assert.False(await ComesBackAsync(bob, page.Circuit!));
        await app.AskAsync(ann.Email);

        await page.ElementAsync(e => e.Attributes.GetValueOrDefault("name") == "code");
        Assert.Single(app.Log.All, line => line.Contains("CircuitRefused not-its-own", StringComparison.Ordinal));
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task Neither_does_another_device_of_the_same_person()
    {
        await using var page = await CircuitClient.OpenAsync(app, ann);
        using var phone = await ann.LetInAsync();

        Assert.False(await ComesBackAsync(phone, page.Circuit!));
    }

    [Fact]
    public async Task A_session_with_a_new_token_is_the_same_session()
    {
        await using var page = await CircuitClient.OpenAsync(app, ann);
        await page.CloseAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        using var phone = await ann.LetInAsync();
        var asked = await ann.SubmitAsync("/dashboard", "Sign out everywhere else");
        await ann.SubmitAsync(asked.Location!, "Confirm", ("Password", Visitor.Password));

        Assert.True(await ComesBackAsync(ann, page.Circuit!));
    }

    [Fact]
    [Trait("abuse", "A12")]
    public async Task Nobody_takes_up_the_circuit_of_a_session_that_has_ended()
    {
        await using var page = await CircuitClient.OpenAsync(app, ann);
        await page.CloseAsync();

        await app.SignOutAsync(await app.SessionOfAsync(ann));

        Assert.False(await ComesBackAsync(ann, page.Circuit!));
        Assert.Contains(app.Log.All, line => line.Contains("CircuitRefused session-ended", StringComparison.Ordinal));
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    [Trait("abuse", "A12")]
    public async Task Nor_that_of_one_that_time_has_ended()
    {
        await using var page = await CircuitClient.OpenAsync(app, ann);
        await page.CloseAsync();

        app.Clock.Advance(TimeSpan.FromHours(1));

        Assert.False(await ComesBackAsync(ann, page.Circuit!));
    }

    [Fact]
    public async Task A_waiting_page_comes_back_while_it_waits_and_when_it_is_signed_in_and_no_other_waiting_device_has_it()
    {
        using var phone = ann.OtherDevice();
        await phone.SignInAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1)); // its request is the first
        using var tablet = ann.OtherDevice();
        await tablet.SignInAsync();
        await using var page = await CircuitClient.OpenAsync(app, phone, "/signin/approval");

        Assert.False(await ComesBackAsync(tablet, page.Circuit!));
        Assert.False(await ComesBackAsync(ann, page.Circuit!));
        Assert.True(await ComesBackAsync(phone, page.Circuit!));

        await ann.SubmitAsync("/dashboard", "Approve", ("6-digit code", await phone.CodeAsync()));
        await phone.SubmitAsync("/signin/approval", "Check again");
        Assert.True(await phone.IsSignedInAsync());
        Assert.True(await ComesBackAsync(phone, page.Circuit!));
    }

    private async Task<bool> ComesBackAsync(Visitor device, string circuit)
    {
        await using var client = new CircuitClient(app, device.Cookies);
        if (await Record.ExceptionAsync(client.ConnectAsync) is HttpRequestException { StatusCode: HttpStatusCode.Unauthorized })
        {
            return false;
        }

        var isBack = await client.ReconnectAsync(circuit);
        Assert.True(isBack || !client.Texts.Any());
        return isBack;
    }
}
