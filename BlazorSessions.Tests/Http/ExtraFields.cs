using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Http;

/// <summary>What a form has not asked for sets nothing.</summary>
[Trait("abuse", "A28")]
public sealed class ExtraFields
{
    private const string Chosen = "0198c0de-0000-7000-8000-000000000000";
    private const string NewPassword = "purple monkey dishwasher";

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
    [Trait("speed", "slow")]
    public async Task An_account_that_was_made_and_changed_with_them_is_like_one_without(DatabaseProvider provider)
    {
        var (expected, _) = await UseAsync(provider, _ => { });

        foreach (var some in Prefixes.Chunk(3)) // no form may have more fields
        {
            var (rows, user) = await UseAsync(provider, fields =>
            {
                foreach (var (prefix, (name, value)) in some.SelectMany(_ => Wanted, (prefix, wanted) => (prefix, wanted)))
                {
                    fields.TryAdd(prefix + name, value);
                }
            });
            Assert.Equal(expected, rows);
            Assert.NotEqual(Chosen, user);
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
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: Replacing.RemoveRounds);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        var before = await RowsAsync(app, ann.Email);
        using var request = new HttpRequestMessage(new(method), path) { Content = JsonContent.Create(Wanted) };
        request.Headers.Add("RequestVerificationToken", Visitor.FormOf((await ann.GetAsync("/account")).Html, "Sign out").Fields["__RequestVerificationToken"]);

        Assert.Equal(HttpStatusCode.BadRequest, (await ann.SendAsync(request)).Status);
        Assert.Equal(before, await RowsAsync(app, ann.Email));
    }

    // Each at an application of its own, so that all of them do the same at the same times.
    private static async Task<(List<string> Rows, string User)> UseAsync(DatabaseProvider provider, Action<Dictionary<string, string>> change)
    {
        await using var app = await TestApp.StartAsync(provider, replace: Replacing.RemoveRounds); // the log is sealed every ten seconds
        using var ann = new Visitor(app);
        await SubmitAsync(ann, "/signup", "Create account", change,
            ("First name", "Ann"), ("Last name", "Lee"), ("Email", ann.Email), ("Password", Visitor.Password), ("Confirm password", Visitor.Password));
        await SubmitAsync(ann, "/account", "Save name", change, ("First name", "Anna"), ("Last name", "Leeb"));
        app.Clock.Advance(TimeSpan.FromSeconds(1)); // only a device that came later can be forgotten
        using var other = ann.OtherDevice();
        await SubmitAsync(other, "/signin", "Sign in", change, ("Email", ann.Email), ("Password", Visitor.Password));
        await SubmitAsync(ann, "/dashboard", "Approve", change, ("6-digit code", await other.CodeAsync()));
        await SubmitAsync(other, "/signin/approval", "Check again", change);
        await SubmitAsync(ann, "/account", "New recovery codes", change);
        await SubmitAsync(other, "/dashboard", "Sign out", change);
        await SubmitAsync(ann, "/account", "Forget", change);
        await SubmitAsync(ann, "/account?confirm=new-recovery-codes", "Confirm", change, ("Password", Visitor.Password));
        var code = (await ann.RecoveryCodesAsync("/account"))[0];
        await SubmitAsync(ann, "/account", "Change password", change,
            ("Current password", Visitor.Password), ("New password", NewPassword), ("Confirm new password", NewPassword));
        using var third = ann.OtherDevice();
        await SubmitAsync(third, "/signin/recovery", "Sign in", change,
            ("Email", ann.Email), ("Recovery code", code), ("New password", Visitor.Password), ("Confirm new password", Visitor.Password));
        await SubmitAsync(ann, "/signin", "Sign in", change, ("Email", ann.Email), ("Password", Visitor.Password));
        await SubmitAsync(third, "/dashboard", "Approve", change, ("6-digit code", await ann.CodeAsync()));
        await SubmitAsync(ann, "/signin/approval", "Check again", change);
        await PostAsync(ann, "/dashboard", page => FirstTo(page, "/signout/other"), change);
        await SubmitAsync(ann, "/account?delete=true", "Delete for good", change, ("Password", Visitor.Password));
        await SubmitAsync(ann, "/signin", "Sign in", change, ("Email", ann.Email), ("Password", Visitor.Password));
        await SubmitAsync(ann, "/dashboard", "Keep account", change);
        await PostAsync(ann, "/dashboard", page => FirstTo(page, "/notices/dismiss"), change);
        return (await RowsAsync(app, ann.Email), $"{(await app.SessionOfAsync(ann)).User}");
    }

    private static Task SubmitAsync(
        Visitor visitor, string page, string button, Action<Dictionary<string, string>> change, params (string, string)[] values) =>
        PostAsync(visitor, page, html => Visitor.FormOf(html, button, values), change);

    private static async Task PostAsync(
        Visitor visitor, string page, Func<IHtmlDocument, (string Action, Dictionary<string, string> Fields)> find, Action<Dictionary<string, string>> change)
    {
        var form = find((await visitor.GetAsync(page)).Html);
        change(form.Fields);
        Assert.True((await visitor.PostAsync(page, form)).Status is HttpStatusCode.Redirect or HttpStatusCode.SeeOther, $"{form.Action} on {page}");
    }

    // One of several that have a button of the same name.
    private static (string Action, Dictionary<string, string> Fields) FirstTo(IHtmlDocument page, string action) => (
        action,
        page.Forms.First(form => form.GetAttribute("action") == action).QuerySelectorAll<IHtmlInputElement>("input[name]").ToDictionary(i => i.Name!, i => i.Value));

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
