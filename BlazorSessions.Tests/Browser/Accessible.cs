using System.Globalization;

namespace BlazorSessions.Tests.Browser;

/// <summary>Every page in every state can be used by everybody, whatever the screen, the colours and the way to point.</summary>
[Trait("speed", "slow")]
public sealed class Accessible(GalleryWalk gallery, ITestOutputHelper output) : IClassFixture<GalleryWalk>
{
    [Fact]
    public async Task Every_state_is_reached()
    {
        var walk = await gallery.DoneAsync();

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{walk.States} states seen in {walk.Took.TotalSeconds:0} s"));
        Nothing(walk, Looked.Reached);
    }

    [Fact]
    public async Task Axe_finds_nothing_in_light_and_in_dark() => Nothing(await gallery.DoneAsync(), Looked.Axe);

    [Fact]
    public async Task Nothing_scrolls_sideways_at_320_pixels_and_at_200_percent() => Nothing(await gallery.DoneAsync(), Looked.Sideways);

    [Fact]
    public async Task In_forced_colours_the_structure_holds_and_the_focus_is_seen() => Nothing(await gallery.DoneAsync(), Looked.ForcedColours);

    [Fact]
    public async Task Nothing_moves_where_a_person_wants_it_still() => Nothing(await gallery.DoneAsync(), Looked.Motion);

    private static void Nothing(GalleryWalk walk, Looked what)
    {
        Assert.True(walk.States > 0);
        Assert.True(!walk.Of(what).Any(), string.Join('\n', walk.Of(what)));
    }
}
