using System.Globalization;
using BlazorSessions.App.Layout;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace BlazorSessions.Tests.Components;

/// <summary>A live part speaks the language of its own browser, whoever makes it read again.</summary>
public sealed class OwnLanguage : IAsyncLifetime
{
    private TestApp app = null!;
    private CurrentSession laptop = null!;
    private LiveParts page = null!;
    private IRenderedComponent<Speaking> part = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        laptop = await app.SignUpAsync("ann@example.org");
        page = new LiveParts(app, laptop);
        part = In("de-AT", () => page.Render<Speaking>(parameters => parameters.Add(p => p.Current, laptop)));
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task When_an_event_comes_from_a_browser_with_another()
    {
        await In("fr", () => app.AskAsync("ann@example.org"));

        part.WaitForAssertion(() => part.MarkupMatches("2: de-AT, de-AT"));
    }

    [Fact]
    public void When_time_makes_it_read_again()
    {
        In("fr", () =>
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            return true;
        });

        part.WaitForAssertion(() => part.MarkupMatches("2: de-AT, de-AT"));
    }

    private static T In<T>(string language, Func<T> act)
    {
        var (culture, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, words);
        }
    }

    /// <summary>Says how often it has read, and in which language it is drawn.</summary>
    private sealed class Speaking : LiveComponent
    {
        private int reads;

        [Parameter]
        public CurrentSession Current { get; set; } = null!;

        protected override async Task OnInitializedAsync()
        {
            Listen(Current.User, ReloadAsync);
            ReadAgainAt(Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
            await ReloadAsync();
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            builder.AddContent(0, $"{reads}: {CultureInfo.CurrentCulture}, {CultureInfo.CurrentUICulture}");

        private Task ReloadAsync() => ReadAsync(_ => Task.FromResult(reads + 1), read => reads = read);
    }
}
