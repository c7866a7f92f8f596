using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Settings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

[Trait("speed", "slow")]
public sealed class OlderRows
{
    private const int OnePage = 20;

    [Fact]
    public async Task Older_leads_to_the_rows_before_and_Newest_back_and_the_circuit_stays()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Sessions:MaxConcurrent=1", TestApp.NoLimits]);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        for (var i = 0; i < OnePage + 4; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.SignInAsync(laptop.Email); // refused, each a row
        }

        var user = (await app.SessionOfAsync(laptop)).User;
        var newest = await app.Get<SessionLogQuery>().PageAsync(user, null, OnePage, LogFilter.All, TestContext.Current.CancellationToken);
        await Expect(laptop.Page.Locator("input[name=before]")).ToHaveValueAsync($"{newest.Next}"); // it has drawn all that came
        await laptop.Button("Older").ClickAsync();
        await Expect(Rows(laptop)).ToHaveCountAsync(5);
        await Expect(laptop.Row("This device")).ToHaveCountAsync(1);
        await Expect(laptop.Button("Older")).ToHaveCountAsync(0);

        await laptop.Page.GetByRole(AriaRole.Link, new() { Name = "Newest" }).ClickAsync();
        await Expect(Rows(laptop)).ToHaveCountAsync(OnePage);
        await laptop.Page.GoBackAsync();
        await Expect(Rows(laptop)).ToHaveCountAsync(5);
        Assert.Empty(laptop.Complaints);
        Assert.Empty(app.Log.Errors);
    }

    private static ILocator Rows(Person person) => person.Log.Locator("tbody").GetByRole(AriaRole.Row);
}
