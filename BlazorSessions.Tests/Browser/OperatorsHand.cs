using System.Diagnostics;
using BlazorSessions.App.Settings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

/// <summary>What the operator does at the command line, as the open page of a person shows it.</summary>
[Collection(Alone.Name)]
[Trait("speed", "slow")]
public sealed class OperatorsHand(ITestOutputHelper output)
{
    [Theory]
    [BothDatabases]
    public async Task Each_command_is_seen_in_the_open_page(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var server = await RunningProgram.StartAsync(place);
        await using var laptop = await Person.AtAsync(server);
        await using var phone = await laptop.LetInAsync();
        await laptop.IsLiveAsync();
        await phone.IsLiveAsync();

        await Expect(laptop.Row("Active")).ToHaveCountAsync(2);
        var id = (await place.DoAsync("sessions", "list", laptop.Email))[1].GetProperty("id").GetString()!;
        await SeenAsync("sessions end --session", () => laptop.Row("Signed out"), "sessions", "end", laptop.Email, "--session", id, "--yes");
        await Expect(phone.Page.GetByText("It was done by whoever runs this site.")).ToBeVisibleAsync();

        await place.DoAsync("users", "limit", laptop.Email, "1");
        await phone.SignInAsync();
        await Expect(phone.Page.GetByText("Already 1 sessions active")).ToBeVisibleAsync();
        await place.DoAsync("users", "limit", laptop.Email, "default");
        await place.DoAsync("users", "unlock", laptop.Email);

        await phone.AskAsync();
        await Expect(laptop.Dialog).ToBeVisibleAsync();
        await SeenAsync("sessions end", () => Left(phone, "The sign-in was cancelled."), "sessions", "end", laptop.Email, "--yes");
        await Expect(Left(laptop, "It was done by whoever runs this site.")).ToBeVisibleAsync();

        await laptop.SignInAsync();
        await laptop.IsAtAsync("/dashboard");
        await laptop.IsLiveAsync();
        await SeenAsync("users reset-password", () => laptop.Page.GetByText("your password can be set anew"), "users", "reset-password", laptop.Email);
        await place.DoAsync("keys", "rotate", "--yes");
        await SeenAsync("users delete", () => Left(laptop, "The account was deleted."), "users", "delete", laptop.Email, "--yes");
        Assert.Equal(0, (await place.AskAsync("log", "verify")).Code);
        Assert.Empty(laptop.Complaints.Concat(phone.Complaints));
        Assert.DoesNotContain(server.Written, line => line.Contains(" fail ", StringComparison.Ordinal));

        async Task SeenAsync(string what, Func<ILocator> seen, params string[] command)
        {
            await place.DoAsync(command);
            var watch = Stopwatch.StartNew(); // it is committed: from here on the page may know
            await Expect(seen()).ToBeVisibleAsync();
            output.WriteLine($"{provider}: {what} → seen in the page after {watch.ElapsedMilliseconds} ms");
        }
    }

    private static ILocator Left(Person person, string why) => person.Page.GetByText(why);
}
