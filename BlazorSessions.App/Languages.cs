using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace BlazorSessions.App;

/// <summary>
/// Which language a browser reads: words in the first of its languages that there is, else English; dates and numbers always
/// as its first language writes them.
/// </summary>
internal static class Languages
{
    private const string English = "en";
    private static readonly string CompiledWords = $"{typeof(Words).Assembly.GetName().Name}.resources.dll";
    private static readonly EnumerationOptions OneFolderDown = new() { RecurseSubdirectories = true, MaxRecursionDepth = 1 };

    public static void AddLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new(English);
            options.SupportedCultures = CultureInfo.GetCultures(CultureTypes.AllCultures);
            options.SupportedUICultures = [.. In(AppContext.BaseDirectory)];
            options.RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()];
        });
    }

    /// <summary>English, and each language that a built program has words for: a folder of its name with the words compiled.</summary>
    internal static IEnumerable<CultureInfo> In(string folder) =>
        Directory.EnumerateFiles(folder, CompiledWords, OneFolderDown)
            .Select(file => new DirectoryInfo(Path.GetDirectoryName(file)!).Name)
            .Prepend(English)
            .Select(CultureInfo.GetCultureInfo);
}
