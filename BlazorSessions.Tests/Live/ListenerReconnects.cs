using BlazorSessions.App.Settings;
using Npgsql;

namespace BlazorSessions.Tests.Live;

public sealed class ListenerReconnects
{
    [Fact]
    [Trait("abuse", "A31")]
    public async Task A_listener_whose_connection_is_cut_comes_back_has_everybody_read_again_and_hears_again()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        await using var app = await TestApp.StartAsync(place);
        var ann = await app.SignUpAsync("ann@example.org");
        using var ear = new Ear(app, ann);

        await CutAsync(place.Connection);
        await ear.HearResyncAsync();
        await app.SignOutAsync(ann);

        await ear.HearEndOfAsync(ann);
    }

    [Fact]
    public async Task What_happens_on_one_node_is_heard_on_the_other()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        await using var here = await TestApp.StartAsync(place);
        await using var there = await TestApp.StartAsync(place);
        var ann = await here.SignUpAsync("ann@example.org");
        using var ear = new Ear(there, ann);

        await here.SignOutAsync(ann);

        await ear.HearEndOfAsync(ann);
    }

    private static async Task CutAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'blazorsessions-listener' AND datname = current_database()",
            connection);
        Assert.Equal(1L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
