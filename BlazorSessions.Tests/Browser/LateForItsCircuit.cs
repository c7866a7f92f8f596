using System.Collections.Concurrent;
using BlazorSessions.App.Settings;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

/// <summary>A page whose session ends while it becomes live gets no circuit, and leaves.</summary>
[Trait("speed", "slow")]
public sealed class LateForItsCircuit
{
    private const string NoCircuit = "Circuit host not initialized"; // what the framework says of such a page

    // Before it is loaded anew it waits, 375 ms at the most.
    private const string TellWhenThatIsOver =
        "addEventListener('unhandledrejection', () => setTimeout(() => console.info('waited long enough'), 500));";

    [Fact]
    [Trait("abuse", "A23")]
    public async Task It_says_that_its_person_was_signed_out()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await laptop.IsLiveAsync();
        laptop.Expected.Add(NoCircuit);
        var session = await app.SessionOfAsync(laptop);
        await laptop.Page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await app.SignOutAsync(session);
            await route.ContinueAsync();
        });

        await laptop.Page.ReloadAsync();

        await Expect(laptop.Page.GetByText("You were signed out.")).ToBeVisibleAsync();
        Assert.Contains(app.Log.Security, line => line is { Name: "CircuitRefused", Outcome: "session-ended" });
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task By_whom_it_was_signed_out_the_answer_to_that_is_waited_for()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await laptop.IsLiveAsync();
        laptop.Expected.Add(NoCircuit);
        var (signedOut, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        await laptop.Page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await signedOut.Task;
            await route.ContinueAsync();
        });
        await laptop.Page.RouteAsync("**/signout", async route =>
        {
            var response = await route.FetchAsync(new() { MaxRedirects = 0 });
            signedOut.SetResult();
            await answer.Task;
            await route.FulfillAsync(new() { Response = response });
        });
        var asked = new ConcurrentQueue<string>();
        await laptop.Page.ReloadAsync();
        laptop.Page.Request += (_, request) => asked.Enqueue(new Uri(request.Url).AbsolutePath);

        await laptop.Page.EvaluateAsync(TellWhenThatIsOver);
        await laptop.Page.RunAndWaitForConsoleMessageAsync(
            () => laptop.SubmitFormAsync("/signout"),
            new() { Predicate = message => message.Text == "waited long enough" });
        answer.SetResult();

        await laptop.IsAtAsync("/signin");
        Assert.Contains("/signout", asked);
        Assert.DoesNotContain("/health/ready", asked); // which it asks before it loads anew
    }
}
