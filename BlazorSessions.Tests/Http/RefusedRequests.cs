using System.Text;
using BlazorSessions.App.Features.Errors;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlazorSessions.Tests.Http;

/// <summary>A request that is refused before anybody looks what it wants is one line of the security log too.</summary>
[Trait("abuse", "A21")]
public sealed class RefusedRequests
{
    [Fact]
    public async Task A_form_without_a_token_that_fits_is_named_by_its_path_as_it_was_sent()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        await ann.SendAsync(new(HttpMethod.Post, "/signout"));
        await ann.SendAsync(new(HttpMethod.Put, "/a%0D%0Ab%20user=0%E2%80%A8"));
        using var unreadable = new HttpRequestMessage(HttpMethod.Post, "/signin") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        await ann.SendAsync(unreadable);

        Assert.Equal(
            ["no-token-that-fits /signout", "no-token-that-fits /a%0D%0Ab%20user=0%E2%80%A8", "unreadable /signin"],
            app.Log.Security.Where(l => l is { Level: LogLevel.Warning, Name: "FormRefused" }).Select(l => l.Outcome));
    }

    [Fact]
    public async Task A_dead_or_unknown_cookie_is_one_line_a_request_and_a_dead_one_says_whose_it_was()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var at = await app.SessionOfAsync(laptop);
        using var copy = Visitor.WithSession(app, laptop.Cookie("session")!);
        await laptop.SubmitAsync("/dashboard", "Sign out");
        await copy.GetAsync("/api/session");
        await copy.GetAsync("/nowhere");
        using var stranger = Visitor.WithSession(app, new string('A', 43));
        await stranger.GetAsync("/dashboard");

        Assert.Equal(
            [("signed-out", $"{at.Session}"), ("signed-out", $"{at.Session}"), ("unknown", "-")],
            app.Log.Security.Where(l => l is { Level: LogLevel.Information, Name: "SessionRejected" }).Select(l => (l.Outcome, l.Session)));
    }

    [Fact]
    public async Task A_way_out_of_the_site_an_address_that_is_taken_and_a_request_that_cannot_be_read_are_lines_too()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.GetAsync("/signin?returnUrl=/dashboard");
        await phone.GetAsync("/signin?returnUrl=//evil.example");
        await phone.SignUpAsync();
        var unreadable = new DefaultHttpContext { RequestServices = app.Get<IServiceProvider>() };
        unreadable.Features.Set<IExceptionHandlerFeature>(new ExceptionHandlerFeature { Error = new BadHttpRequestException("too large", 413) });
        await ErrorPage.WriteAsync(unreadable);

        Assert.Equal(
            [
                (LogLevel.Warning, "RedirectRefused", "not-local"),
                (LogLevel.Information, "SignUpRefused", "address-taken"),
                (LogLevel.Warning, "RequestUnreadable", "413"),
            ],
            app.Log.Security.Skip(2).Select(l => (l.Level, l.Name, l.Outcome)));
        Assert.DoesNotContain(app.Log.All, line => line.Contains("evil", StringComparison.Ordinal));
    }
}
