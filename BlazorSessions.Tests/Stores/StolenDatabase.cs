using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Secrets;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Stores;

/// <summary>Whoever has the file or the dump but not the key file has no password, no token and no code.</summary>
public sealed class StolenDatabase
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A07")]
    [Trait("abuse", "A34")]
    public async Task No_secret_of_a_whole_story_lies_in_it_neither_while_a_code_waits_nor_at_the_end(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateAsync(provider);
        await using var app = await TestApp.StartAsync(place);
        using var story = new SecretStory(app);

        await story.UntilItWaitsAsync();
        var (early, tracesThen) = (await StolenCopy.TakeAsync(place, app), story.Traces);
        await story.ToItsEndAsync();
        var late = await StolenCopy.TakeAsync(place, app);

        IEnumerable<SoughtSecret> secrets = [.. story.Secrets, .. KeysOf(place, app)];
        string[] kinds =
            ["cookie session", "cookie device", "cookie waiting", "cookie proof", "cookie recovery-codes", "six-digit code", "recovery code", "key"];
        Assert.Superset(kinds.ToHashSet(), secrets.Select(s => $"{s}").ToHashSet());
        Assert.All(tracesThen, trace => Assert.True(trace.IsIn(early), $"{trace}"));
        Assert.All(story.Traces, trace => Assert.True(trace.IsIn(late), $"{trace}"));
        Assert.All(secrets, secret => Assert.False(secret.IsIn(early), $"{secret}"));
        Assert.All(secrets, secret => Assert.False(secret.IsIn(late), $"{secret}"));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A34")]
    public async Task Any_that_lay_there_would_be_found_in_whatever_form(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateAsync(provider);
        await using var app = await TestApp.StartAsync(place);
        const string Code = "0123-4567-89AB-CDEF-GHJK-MNPQ";
        var (one, two, three, four, five) = (NewToken(), NewToken(), NewToken(), NewToken(), NewToken());
        var (code, small, six, others) = (RecoveryCode.Issue().Reveal(), RecoveryCode.Issue().Reveal(), "493817", "605284");
        (SoughtSecret Secret, string Text, byte[] Bytes)[] careless =
        [
            (SoughtSecret.Issued("token in a text", one), $"session={one};", []),
            (SoughtSecret.Issued("token's bytes", two), "", Base64Url.DecodeFromChars(two)),
            (SoughtSecret.Issued("token's bytes in hex", three), Convert.ToHexStringLower(Base64Url.DecodeFromChars(three)), []),
            (SoughtSecret.Issued("token in base 64", four), Convert.ToBase64String(Encoding.UTF8.GetBytes(four)), []),
            (SoughtSecret.Issued("token in UTF-16", five), "", Encoding.Unicode.GetBytes(five)),
            (SoughtSecret.Issued("code", code), code, []),
            (SoughtSecret.Issued("code in small letters", small), small.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(), []),
            (SoughtSecret.Issued("code's bytes", Code), "", Convert.FromHexString("00443214c74254b635cf84653a56d7")),
            (SoughtSecret.Guessable("password", "one quiet pelican"), "ONE QUIET PELICAN", []),
            (SoughtSecret.Guessable("fast hash", "two quiet pelicans"), "", SHA256.HashData("two quiet pelicans"u8)),
            (SoughtSecret.Digits("digits", six), six, []),
            (SoughtSecret.Digits("fast hash of digits", others), Convert.ToHexStringLower(SHA256.HashData("605284"u8)), []),
        ];

        var before = await StolenCopy.TakeAsync(place, app);
        await KeepAsync(app, provider, careless.Select(c => (c.Text, c.Bytes)));
        var after = await StolenCopy.TakeAsync(place, app);

        Assert.All(careless, c => Assert.False(c.Secret.IsIn(before), $"{c.Secret}"));
        Assert.All(careless, c => Assert.True(c.Secret.IsIn(after), $"{c.Secret}"));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A34")]
    public async Task The_key_file_opens_the_code_that_waits_and_another_one_does_not(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateAsync(provider);
        string shown;
        await using (var before = await TestApp.StartAsync(place))
        {
            using var laptop = new Visitor(before);
            await laptop.SignUpAsync();
            using var phone = laptop.OtherDevice();
            await phone.SignInAsync();
            shown = await phone.CodeAsync();
        }

        var key = await File.ReadAllTextAsync(place.KeyFile, Ct);
        await File.WriteAllTextAsync(place.KeyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Ct);
        var refusal = await Assert.ThrowsAsync<SettingsException>(() => TestApp.StartAsync(place));
        Assert.StartsWith("Keys:File: the file does not fit", refusal.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(place.KeyFile, key, Ct);
        await using var after = await TestApp.StartAsync(place);
        await using var db = await after.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        var kept = await db.Approvals.AsNoTracking().SingleAsync(Ct);
        Assert.Equal(shown, after.Get<ApprovalCodeProtector>().Open(kept)!.Reveal());
    }

    // The key file's own, and those that it wraps.
    private static IEnumerable<SoughtSecret> KeysOf(TestPlace place, TestApp app)
    {
        var wrapped = app.Get<IKeyManager>().GetAllKeys()
            .SelectMany(key => key.Descriptor.ExportToXml().SerializedDescriptorElement.Descendants("value")).ToList();
        Assert.NotEmpty(wrapped);
        return wrapped.Select(value => value.Value).Append(File.ReadLines(place.KeyFile).First())
            .Select(text => SoughtSecret.Key("key", Convert.FromBase64String(text)));
    }

    private static string NewToken() => OpaqueToken.Issue().Reveal();

    private static async Task KeepAsync(TestApp app, DatabaseProvider provider, IEnumerable<(string Text, byte[] Bytes)> rows)
    {
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        await db.Database.ExecuteSqlRawAsync(
            provider == DatabaseProvider.Sqlite ? "CREATE TABLE careless (a text, b blob)" : "CREATE TABLE careless (a text, b bytea)", Ct);
        foreach (var (text, bytes) in rows)
        {
            await db.Database.ExecuteSqlAsync($"INSERT INTO careless VALUES ({text}, {bytes})", Ct);
        }
    }
}
