using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Live;

/// <summary>What a page carries for its circuit says what is to be shown, and never whose.</summary>
[Trait("abuse", "A27")]
public sealed class CircuitMarkers : IAsyncLifetime
{
    private const string Rare = "Wget/1"; // what Ann signs in with, and nobody else

    private TestApp app = null!;
    private Visitor ann = null!;
    private Visitor bob = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        ann = new Visitor(app, userAgent: Rare);
        await ann.SignUpAsync();
        bob = new Visitor(app, userAgent: "curl/8");
        await bob.SignUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        ann.Dispose();
        bob.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task The_live_parts_of_one_users_page_show_another_user_what_is_his_own()
    {
        await ann.OtherDevice(userAgent: Rare).SignInAsync(); // the dialog is open
        var page = CircuitPage.Read((await ann.GetAsync("/dashboard")).Body);
        await using var own = await CircuitClient.OpenAsync(app, ann);
        Assert.Contains("Wget", own.Texts);
        Assert.Contains("request-title", own.Texts);

        await using var client = await CircuitClient.OpenAsync(app, bob, page);

        Assert.Contains("curl", client.Texts);
        Assert.DoesNotContain(client.Texts, text => text.Contains("Wget", StringComparison.Ordinal));
        Assert.DoesNotContain("request-title", client.Texts);
    }

    [Fact]
    [Trait("abuse", "A08")]
    public async Task The_waiting_part_of_one_users_page_tells_another_user_nothing()
    {
        using var phone = ann.OtherDevice();
        await phone.SignInAsync();
        var page = CircuitPage.Read((await phone.GetAsync("/signin/approval")).Body);
        await using var client = await CircuitClient.OpenAsync(app, bob, page);
        await client.ToldAsync("islands.leave [\"/signin/approval\"]");
        await using var own = await CircuitClient.OpenAsync(app, phone, "/signin/approval");
        await ann.SubmitAsync("/dashboard", "Approve", ("6-digit code", await phone.CodeAsync()));
        await own.ToldAsync("islands.collect"); // so it has been told to all whom it concerns,
        Assert.True(await client.IsAnsweredAsync(await client.DispatchAsync(handler: 1, "click", "{}"))); // and a part that heard it has acted

        Assert.DoesNotContain(client.Told, call => call.StartsWith("islands.collect", StringComparison.Ordinal));
    }
}
