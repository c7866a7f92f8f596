using AngleSharp.Dom;
using BlazorSessions.App.Features.Account;
using BlazorSessions.App.Features.IdleEnd;
using BlazorSessions.App.Settings;
using BlazorSessions.Tests.Components;
using Bunit;

namespace BlazorSessions.Tests.Languages;

/// <summary>What only a live page says, read by somebody who reads no English.</summary>
public sealed class NoEnglishLeftLive : IAsyncLifetime
{
    private TestApp app = null!;
    private LiveParts page = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        page = new LiveParts(app, await app.SignUpAsync("ann@example.org"), Pseudo.Speak);
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("annlee2026")]
    [InlineData("Password1!")]
    [InlineData("abcdefgh")]
    [InlineData("oak leaf ink")]
    [InlineData("purple monkey dishwasher")]
    [InlineData("床前明月光疑是地上霜 kettle moon tea 7")]
    public async Task The_judgement_of_a_password(string typed)
    {
        var meter = page.Render<StrengthMeter>(parameters => parameters.Add(m => m.For, "new-password"));

        await meter.InvokeAsync(() => meter.Instance.LookAsync(typed));

        Assert.NotEqual("", meter.Find("p").TextContent.Trim());
        Assert.Empty(EnglishIn(meter.Nodes));
    }

    [Fact]
    public void The_question_before_the_idle_end()
    {
        var dialog = page.Render<StillThereDialog>();

        app.Clock.Advance(TimeSpan.FromMinutes(59));

        dialog.WaitForElement("h2");
        Assert.Empty(EnglishIn(dialog.Nodes));
    }

    private static IEnumerable<string> EnglishIn(INodeList nodes) => nodes.SelectMany(node => Reader.EnglishOn(node));
}
