using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Support;

/// <summary>A database with a story in it, and the file in which it is carried to another one.</summary>
public static class Carried
{
    public static async Task<TestPlace> StoryAsync(DatabaseProvider provider)
    {
        var place = await TestPlace.CreateMigratedAsync(provider);
        await using var app = await TestApp.StartAsync(place, [TestApp.NoLimits]);
        using var story = new SecretStory(app);
        await story.UntilItWaitsAsync();
        await story.ToItsEndAsync();
        return place;
    }

    public static string FileAt(TestPlace place) => Path.Combine(Path.GetDirectoryName(place.KeyFile)!, "moving.jsonl");
}
