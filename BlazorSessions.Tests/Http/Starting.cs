using System.Text.RegularExpressions;
using BlazorSessions.App;
using BlazorSessions.App.Settings;
using Microsoft.Extensions.Configuration;

namespace BlazorSessions.Tests.Http;

/// <summary>What the program says before it serves anything.</summary>
public sealed partial class Starting
{
    /// <summary>Every setting of the README's table but those that take any text.</summary>
    public static TheoryData<string> Settings => new(
        SettingRow().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(row => row.Groups[1].Value)
            .Where(key => key != "Keys:File" && !key.StartsWith("ConnectionStrings:", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Sessions:IdleTimeout", "-00:01:00")]
    [InlineData("Sessions:IdleTimeout", "00:00:00")]
    [InlineData("Sessions:IdleTimeout", "60")]
    [InlineData("Sessions:IdleTimeout", "soon")]
    [InlineData("Sessions:AbsoluteLifetime", "-1")]
    [InlineData("Sessions:AbsoluteLifetime", "401.00:00:00")]
    [InlineData("Sessions:MaxConcurrent", "0")]
    [InlineData("Sessions:MaxConcurrent", "two")]
    [InlineData("Approvals:Lifetime", "00:10:01")]
    [InlineData("Approvals:MaxAttempts", "0")]
    [InlineData("Sessions:IdleWarning", "-00:00:01")]
    [InlineData("Log:Retention", "00:00:01")]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:Provider", "1")]
    [InlineData("ConnectionStrings:Sqlite", "nonsense")]
    [InlineData("ConnectionStrings:Sqlite", "Data Source=:memory:")]
    [InlineData("PasswordHashing:MemoryKiB", "1024")]
    [InlineData("PasswordHashing:Iterations", "0")]
    [InlineData("PasswordHashing:Parallelism", "0")]
    [InlineData("PasswordHashing:MaxAtOnce", "0")]
    [InlineData("ReverseProxy:KnownProxies", "localhost")]
    [InlineData("ReverseProxy:KnownNetworks", "10.0.0.0")]
    [Trait("abuse", "A37")]
    public void A_wrong_setting_is_refused_by_its_key_in_one_line(string key, string value)
    {
        var refusal = Assert.Throws<SettingsException>(() => Server.Build([$"--{key}={value}"]));

        Assert.StartsWith(key + ": ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    [Trait("abuse", "A37")]
    public void Nonsense_is_refused_in_every_setting(string key)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, "nonsense")]).Build();

        var refusal = Assert.Throws<SettingsException>(() => AppSettings.Read(configuration));

        Assert.StartsWith(key + ": ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Database:Provider=PostgreSql")]
    [InlineData("--Database:Provider=PostgreSql", "--ConnectionStrings:PostgreSql=")]
    [InlineData("--Database:Provider=PostgreSql", "--ConnectionStrings:PostgreSql=Nonsense=1")]
    [Trait("abuse", "A37")]
    public void PostgreSQL_needs_a_connection_string(params string[] arguments)
    {
        var refusal = Assert.Throws<SettingsException>(() => Server.Build(arguments));

        Assert.StartsWith("ConnectionStrings:PostgreSql: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_answers_help_and_version_and_refuses_what_it_does_not_know()
    {
        var help = await RunAsync("--help");
        Assert.Equal(0, help.Code);
        Assert.Contains("--urls", help.Text, StringComparison.Ordinal);

        var version = await RunAsync("--version");
        Assert.Equal(0, version.Code);
        Assert.Matches(@"^\d+\.\d+\.\d+\s*$", version.Text);

        Assert.All([await RunAsync("--bogus"), await RunAsync("frobnicate")], refused =>
        {
            Assert.NotEqual(0, refused.Code);
            Assert.Matches("Unknown command or option '(--bogus|frobnicate)'", refused.Text);
        });
    }

    [Fact]
    [Trait("abuse", "A37")]
    public async Task A_start_that_cannot_be_ends_with_one_line_and_a_code()
    {
        var wrong = await RunAsync("--Sessions:IdleTimeout=never");

        Assert.NotEqual(0, wrong.Code);
        Assert.Matches("^Sessions:IdleTimeout: [^\n]+\n$", wrong.Text);
    }

    [Fact]
    [Trait("abuse", "A37")]
    public async Task A_database_host_that_has_no_name_is_told_in_one_line()
    {
        var wrong = await RunAsync("--Database:Provider=PostgreSql", "--ConnectionStrings:PostgreSql=Host=nowhere.invalid;Database=x;Username=x");

        Assert.NotEqual(0, wrong.Code);
        Assert.Matches("^ConnectionStrings:PostgreSql: [^\n]+\n$", wrong.Text);
    }

    private static Task<(int Code, string Text)> RunAsync(params string[] arguments) => RunningProgram.RunAsync(arguments);

    [GeneratedRegex(@"^\| `([A-Za-z]+:[A-Za-z]+)` \|", RegexOptions.Multiline)]
    private static partial Regex SettingRow();
}
