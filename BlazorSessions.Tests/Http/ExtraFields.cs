using System.Net;
using System.Net.Http.Json;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Http;

/// <summary>What a form has not asked for sets nothing.</summary>
[Trait("abuse", "A28")]
public sealed class ExtraFields
{
    private const string Chosen = "0198c0de-0000-7000-8000-000000000000";

    private static readonly string[] Prefixes = ["", "Form.", "Name.", "Password.", "User.", "Session.", "Device.", "View.User.", "Form[0].", "Form.User."];

    private static readonly Dictionary<string, string> Wanted = new()
    {
        ["Id"] = Chosen,
        ["UserId"] = Chosen,
        ["PasswordHash"] = "$argon2id$v=19$m=7168,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ["CreatedAt"] = "2000-01-01T00:00:00Z",
        ["DeletesAt"] = "2000-01-01T00:00:00Z",
        ["OpenedAt"] = "2000-01-01T00:00:00Z",
        ["ProvedAt"] = "2100-01-01T00:00:00Z",
        ["LastSeenAt"] = "2100-01-01T00:00:00Z",
        ["Slot"] = "7",
        ["IsNewDevice"] = "false",
        ["TokenHash"] = new string('A', 43),
        ["DeviceName"] = "Chosen device",
        ["IpAddress"] = "203.0.113.7",
        ["LastLogNumber"] = "99",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task An_account_that_was_made_and_changed_with_them_is_like_one_without(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var without = new Visitor(app);

        await UseAsync(without, _ => { });
        var expected = await RowsAsync(app, without.Email);

        foreach (var some in Prefixes.Chunk(3)) // no form may have more fields
        {
            using var with = new Visitor(app);
            await UseAsync(with, fields =>
            {
                foreach (var (prefix, (name, value)) in some.SelectMany(_ => Wanted, (prefix, wanted) => (prefix, wanted)))
                {
                    fields.TryAdd(prefix + name, value);
                }
            });
            Assert.Equal(expected, await RowsAsync(app, with.Email));
            Assert.NotEqual(Chosen, $"{(await app.SessionOfAsync(with)).User}");
        }
    }

    [Theory]
    [InlineData("POST", "/signup")]
    [InlineData("POST", "/signin")]
    [InlineData("POST", "/account")]
    [InlineData("POST", "/confirm")]
    [InlineData("POST", "/signout")]
    [InlineData("PUT", "/api/session")]
    [InlineData("PATCH", "/api/sessions/" + Chosen)]
    [InlineData("DELETE", "/api/sessions/" + Chosen)]
    public async Task No_JSON_is_taken_from_anybody_even_with_a_token_that_fits(string method, string path)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        var before = await RowsAsync(app, ann.Email);
        using var request = new HttpRequestMessage(new(method), path) { Content = JsonContent.Create(Wanted) };
        request.Headers.Add("RequestVerificationToken", Visitor.FormOf((await ann.GetAsync("/account")).Html, "Sign out").Fields["__RequestVerificationToken"]);

        Assert.Equal(HttpStatusCode.BadRequest, (await ann.SendAsync(request)).Status);
        Assert.Equal(before, await RowsAsync(app, ann.Email));
    }

    private static async Task UseAsync(Visitor ann, Action<Dictionary<string, string>> change)
    {
        await SubmitAsync(ann, "/signup", "Create account", change,
            ("First name", "Ann"), ("Last name", "Lee"), ("Email", ann.Email), ("Password", Visitor.Password), ("Confirm password", Visitor.Password));
        await SubmitAsync(ann, "/account", "Save name", change, ("First name", "Anna"), ("Last name", "Leeb"));
        using var other = ann.OtherDevice();
        await SubmitAsync(other, "/signin", "Sign in", change, ("Email", ann.Email), ("Password", Visitor.Password));
        await SubmitAsync(ann, "/dashboard", "Approve", change, ("6-digit code", await other.CodeAsync()));
        await SubmitAsync(other, "/signin/approval", "Check again", change);
        await SubmitAsync(ann, "/account", "New recovery codes", change);
        await SubmitAsync(other, "/dashboard", "Sign out", change);
    }

    private static async Task SubmitAsync(
        Visitor visitor, string page, string button, Action<Dictionary<string, string>> change, params (string, string)[] values)
    {
        var form = Visitor.FormOf((await visitor.GetAsync(page)).Html, button, values);
        change(form.Fields);
        Assert.True((await visitor.PostAsync(page, form)).Status is HttpStatusCode.Redirect or HttpStatusCode.SeeOther, $"{button} on {page}");
    }

    // Every column of every row of the account, but for what is another's by its nature: keys, hashes, protected texts.
    private static async Task<List<string>> RowsAsync(TestApp app, string email)
    {
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        var user = await db.Users.SingleAsync(u => u.Email == Domain.Accounts.EmailAddress.Parse(email), Ct);
        await db.Sessions.Where(s => s.UserId == user.Id).LoadAsync(Ct);
        await db.KnownDevices.Where(d => d.UserId == user.Id).LoadAsync(Ct);
        await db.LogEntries.Where(e => e.UserId == user.Id).LoadAsync(Ct);
        return [.. db.ChangeTracker.Entries()
            .Select(e => $"{e.Metadata.ShortName()}: {string.Join(", ", e.Properties.Where(p => !IsOwn(p.Metadata.Name)).Select(p => $"{p.Metadata.Name}={p.CurrentValue}"))}")
            .Order(StringComparer.Ordinal)];
    }

    private static bool IsOwn(string column) =>
        column.EndsWith("Id", StringComparison.Ordinal) || column.EndsWith("Hash", StringComparison.Ordinal) || column.EndsWith("Key", StringComparison.Ordinal)
        || column is "Email" or "ApprovedBy" or "EndedBy" or "WaitingToken";
}
