using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Stores;

public sealed class LogSearching
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task Each_word_is_found_in_the_device_the_address_or_the_status(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var ann = await app.SignUpAsync("ann@example.org");
        await app.SignUpAsync("bob@example.org", SignInShortcuts.Device(Firefox));
        await app.AddRefusedAsync(ann.User, 1, _ => Firefox);

        foreach (var (sought, rows) in new[]
        {
            ("", 2), ("firefox ON linux", 1), ("GECKO", 0), ("192.0.2", 2), ("refused", 1), ("active curl", 1), ("active firefox", 0),
            (" \t ", 2), ("signed", 0), ("%", 0), ("'", 0), ("\0", 0), ("\ud800", 0),
        })
        {
            Assert.Equal((sought, rows), (sought, (await PageAsync(app, ann.User, sought)).Sessions.Count));
        }
    }

    [Theory]
    [BothDatabases]
    public async Task It_looks_at_the_newest_thousand_and_no_further_and_pages_through_what_it_finds(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var ann = await app.SignUpAsync("ann@example.org");
        var refused = await app.AddRefusedAsync(ann.User, 1010, row => row % 100 == 0 || row > 990 ? Firefox : "curl/8");

        var found = new List<Session>();
        for (LogCursor? before = null; ;)
        {
            var page = await PageAsync(app, ann.User, "firefox", before);
            found.AddRange(page.Sessions);
            if ((before = page.Next) is null)
            {
                break;
            }
        }

        // The session that is open is the newest row of all, and so one of the thousand.
        Assert.Equal(refused.Take(999).Where(s => s.UserAgent == Firefox).Select(s => s.Id), found.Select(s => s.Id));
        var only = await app.Get<SessionLogQuery>().PageAsync(ann.User, new("firefox", LogFilter.Refused, null), 50, Ct);
        Assert.Equal(found.Count, only.Sessions.Count);
    }

    private static Task<LogPage> PageAsync(TestApp app, Domain.Accounts.UserId user, string sought, LogCursor? before = null) =>
        app.Get<SessionLogQuery>().PageAsync(user, new(sought, LogFilter.All, before), 3, Ct);
}
