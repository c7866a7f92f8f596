using BlazorSessions.App;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace BlazorSessions.Tests.Support;

/// <summary>
/// A language without a single English letter: every text of the words in wide letters. What goes into a text stays as it
/// is, so English that comes from anywhere else than the words is seen.
/// </summary>
public sealed class Pseudo(IStringLocalizer<Words> real) : IStringLocalizer<Words>
{
    private const char WideA = 'Ａ'; // U+FF21, and all others at the same distance

    public LocalizedString this[string name] => In(real[name]);

    public LocalizedString this[string name, params object[] arguments] => In(real[name], arguments);

    /// <summary>A text as this language has it.</summary>
    public static string Of(string text) => string.Concat(text.Select(c => char.IsAsciiLetter(c) ? (char)(c + WideA - 'A') : c));

    /// <summary>Has an application, or a part of it, speak nothing else, and call the months by names without an English letter too.</summary>
    public static void Speak(IServiceCollection services)
    {
        services.AddSingleton<IStringLocalizer<Words>>(provider =>
            new Pseudo(new StringLocalizer<Words>(provider.GetRequiredService<IStringLocalizerFactory>())));
        services.Configure<RequestLocalizationOptions>(options => options.DefaultRequestCulture = new("ru", "en"));
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => real.GetAllStrings(includeParentCultures).Select(text => In(text));

    private static LocalizedString In(LocalizedString text, params object[] values) =>
        new(text.Name, values.Length == 0 ? Of(text.Value) : string.Format(null, Of(text.Value), values), text.ResourceNotFound);
}
