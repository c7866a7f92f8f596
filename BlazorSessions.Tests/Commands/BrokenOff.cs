using BlazorSessions.App.Settings;
using Npgsql;

namespace BlazorSessions.Tests.Commands;

/// <summary>A command that is told to stop while it writes, as by Ctrl+C or by whoever manages services.</summary>
public sealed class BrokenOff
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("log", "export", "--output")]
    [InlineData("data", "export")]
    public async Task Half_a_file_is_not_left_to_pass_for_a_whole_one(params string[] command)
    {
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.PostgreSql);
        await using (await TestApp.StartAsync(place))
        {
        }

        await using var held = new NpgsqlConnection(place.Connection);
        await held.OpenAsync(Ct);
        await using var transaction = await held.BeginTransactionAsync(Ct);
        await using var hold = new NpgsqlCommand("LOCK TABLE log_entries", held, transaction);
        await hold.ExecuteNonQueryAsync(Ct);
        var file = Path.Combine(Path.GetDirectoryName(place.KeyFile)!, "written");

        var (code, text) = await RunningProgram.BreakOffAsync(
            () => Until.TrueAsync(() => File.Exists(file), "the file"), [.. command, file, .. place.Settings.Select(setting => "--" + setting)]);

        Assert.Equal((1, "It was broken off before it was done.\n"), (code, text));
        Assert.False(File.Exists(file));
    }
}
