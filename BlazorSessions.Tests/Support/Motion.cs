using Microsoft.Playwright;

namespace BlazorSessions.Tests.Support;

/// <summary>Every transition and animation that a person could notice, also one that was over before anybody looked.</summary>
public static class Motion
{
    private const string Watch = """
        window.moved = new Set();
        window.noteMotion = () => {
          for (const animation of document.getAnimations()) {
            const { duration, delay } = animation.effect.getTiming();
            const target = animation.effect.target;
            if (duration + delay > 10) {
              window.moved.add(`${animation.transitionProperty ?? animation.animationName} of ${target.localName} ${target.id || target.className}, `
                + `${duration} ms after ${delay} ms`);
            }
          }
        };
        ['transitionrun', 'animationstart'].forEach(type => document.addEventListener(type, window.noteMotion, true));
        """;

    // Afterwards all have come to their end, so that what is measured next is how the page stays.
    private const string Read = """
        () => {
          window.noteMotion();
          document.getAnimations().forEach(animation => animation.cancel());
          const moved = [...window.moved];
          window.moved.clear();
          return moved;
        }
        """;

    public static Task WatchAsync(IBrowserContext context) => context.AddInitScriptAsync(Watch);

    public static Task<string[]> SeenAsync(IPage page) => page.EvaluateAsync<string[]>(Read);
}
