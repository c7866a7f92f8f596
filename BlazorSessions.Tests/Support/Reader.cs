using AngleSharp.Dom;

namespace BlazorSessions.Tests.Support;

/// <summary>
/// A person who reads <see cref="Pseudo"/> and no English: follows every answer, fills in forms by their names in that
/// language, and notes what a page still says in another one.
/// </summary>
internal sealed class Reader(Visitor device, ICollection<string> notes)
{
    private static readonly string[] SpokenAttributes = ["aria-label", "aria-description", "title", "alt", "placeholder", "data-label", "data-title", "data-now"];

    // What is the same in every language: names, and what devices call themselves.
    private static readonly string[] Data = ["Ann", "Lee", UserAgent, "Chrome", "Windows", "Example", "curl"];

    public const string UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    public Visitor Device => device;

    public Reader OtherDevice(string? userAgent = UserAgent) => new(device.OtherDevice(userAgent: userAgent), notes);

    public async Task<Answer> OpenAsync(string path) => await ReadAsync(path, await device.GetAsync(path));

    /// <summary>Fills in the form with this button, all by their English names, and reads the page that comes of it.</summary>
    public async Task<Answer> SubmitAsync(string path, string button, params (string Label, string Value)[] values) =>
        await ReadAsync(path, await device.SubmitAsync(path, Pseudo.Of(button), [.. values.Select(v => (Pseudo.Of(v.Label), v.Value))]));

    public Task<Answer> SignUpAsync() => SubmitAsync(
        "/signup", "Create account",
        ("First name", "Ann"), ("Last name", "Lee"), ("Email", device.Email), ("Password", Visitor.Password), ("Confirm password", Visitor.Password));

    public Task<Answer> SignInAsync(string password = Visitor.Password) =>
        SubmitAsync("/signin", "Sign in", ("Email", device.Email), ("Password", password));

    /// <summary>Lets another device of the same person in.</summary>
    public async Task<Reader> LetInAsync()
    {
        var other = OtherDevice();
        await SubmitAsync("/dashboard", "Approve", ("6-digit code", CodeOn(await other.SignInAsync())));
        await other.SubmitAsync("/signin/approval", "Check again");
        return other;
    }

    public static string CodeOn(Answer page) => page.Html.QuerySelector("output")!.TextContent.Trim();

    /// <summary>What a page, the title and the spoken attributes included, says in English letters.</summary>
    public static IEnumerable<string> EnglishOn(INode page, params string[] data) =>
        page.DescendantsAndSelf().SelectMany(Texts).Select(text => text.Trim())
            .Where(text => data.Concat(Data).Aggregate(text, (rest, known) => rest.Replace(known, "", StringComparison.Ordinal)).Any(char.IsAsciiLetter));

    private static IEnumerable<string> Texts(INode node) => node switch
    {
        IText text => text.ParentElement?.Closest("script, style, time, code") is null ? [text.Data] : [],
        IElement element => element.Attributes
            .Where(a => SpokenAttributes.Contains(a.Name) || a.Name.StartsWith("data-text", StringComparison.Ordinal)).Select(a => a.Value),
        _ => [],
    };

    private async Task<Answer> ReadAsync(string path, Answer answer)
    {
        for (; answer.Location is { } next; path = next)
        {
            answer = await device.GetAsync(next);
        }

        foreach (var english in EnglishOn(answer.Html, device.Email))
        {
            notes.Add($"{path}: {english}");
        }

        return answer;
    }
}
