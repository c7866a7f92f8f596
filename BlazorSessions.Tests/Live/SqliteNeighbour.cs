using BlazorSessions.App.Settings;
using Microsoft.Data.Sqlite;

namespace BlazorSessions.Tests.Live;

/// <summary>Another process beside the server on the same SQLite file.</summary>
public sealed class SqliteNeighbour
{
    [Fact]
    public async Task Another_process_that_counts_its_change_has_everybody_read_again()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        await using var app = await TestApp.StartAsync(place);
        var ann = await app.SignUpAsync("ann@example.org");
        using var ear = new Ear(app, ann);

        await using var connection = new SqliteConnection(place.Connection);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = """UPDATE change_counter SET "Number" = "Number" + 1""";
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        await ear.HearResyncAsync();
    }
}
