using System.Reflection;
using System.Text.Json;
using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Microsoft.JSInterop.Infrastructure;

namespace BlazorSessions.Tests.Components;

/// <summary>What the server keeps of an open page, and sends again when something of it changes.</summary>
public sealed class WhatAPageKeeps
{
    private const int Pieces = 32; // the renderer's smallest buffer: one piece more, and each row takes twice as much

    [Fact]
    public async Task A_row_of_the_log_is_kept_in_so_few_pieces_that_they_fit_the_smallest_buffer()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits]);
        var ann = await app.SignUpAsync("ann@example.org");
        await app.AddRefusedAsync(ann.User, 19, _ => "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0.0.0");
        await using var page = new LiveParts(app, ann);

        var log = page.Render<SessionLog>();

        var others = log.FindComponents<LogRow>().Skip(1).ToList();
        Assert.Equal(19, others.Count);
        Assert.All(others, row => Assert.InRange(PiecesOf(page, row), 1, Pieces));
        Assert.InRange(PiecesOf(page, log), 1, 4 * Pieces);
    }

    [Fact]
    public async Task A_row_in_which_nothing_changed_is_not_rendered_again()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits]);
        var ann = await app.SignUpAsync("ann@example.org");
        await app.AddRefusedAsync(ann.User, 3);
        await using var page = new LiveParts(app, ann);
        var log = page.Render<SessionLog>();
        var before = log.FindComponents<LogRow>();
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        await app.AskAsync("ann@example.org");
        log.WaitForAssertion(() => Assert.Equal(5, log.FindComponents<LogRow>().Count));

        Assert.All(before, row => Assert.Equal(1, row.RenderCount));
    }

    [Fact]
    public void A_circuit_forgets_what_it_learnt_for_its_first_call()
    {
        var browser = new Browser();
        JsonSerializer.Serialize(Guid.Empty, browser.Options);
        var learnt = browser.Options.GetTypeInfo(typeof(Guid));
        Assert.Same(learnt, browser.Options.GetTypeInfo(typeof(Guid)));

        CircuitJson.Forget(browser);

        Assert.NotSame(learnt, browser.Options.GetTypeInfo(typeof(Guid)));
    }

    private static int PiecesOf<T>(LiveParts page, IRenderedComponent<T> part)
        where T : IComponent
    {
        var pieces = page.Renderer.GetType().GetMethod("GetCurrentRenderTreeFrames", BindingFlags.Instance | BindingFlags.NonPublic)!
            .Invoke(page.Renderer, [part.ComponentId])!;
        return (int)pieces.GetType().GetField("Count")!.GetValue(pieces)!;
    }

    private sealed class Browser : JSRuntime
    {
        public JsonSerializerOptions Options => JsonSerializerOptions;

        protected override void BeginInvokeJS(long taskId, string identifier, string? argsJson, JSCallResultType resultType, long targetInstanceId)
        {
        }

        protected override void EndInvokeDotNet(DotNetInvocationInfo invocationInfo, in DotNetInvocationResult invocationResult)
        {
        }
    }
}
