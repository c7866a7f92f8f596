using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;

namespace BlazorSessions.Tests.Rules;

/// <summary>Which recovery codes are good, as sets are replaced and replacements are undone.</summary>
[Trait("abuse", "A39")]
public sealed class RecoveryCodeSets
{
    private readonly UserId ann = UserId.New(Household.Morning);
    private IReadOnlyList<StoredRecoveryCode> stored = [];
    private DateTimeOffset now = Household.Morning;

    [Fact]
    public void Ten_are_made_and_each_is_good_once()
    {
        var codes = Replace(mayBeUndone: true);

        Assert.Equal(10, codes.Count);
        Assert.True(Use(codes[3]));
        Assert.False(Use(codes[3]));
        Assert.False(Use(RecoveryCode.Issue()));
        Assert.Equal(9, Load().Left);
        Assert.All(codes.Where(c => c != codes[3]), c => Assert.True(Load().IsGood(c)));
    }

    [Fact]
    public void Replaced_on_a_device_that_is_known_for_long_they_are_void_at_once()
    {
        var former = Replace(mayBeUndone: true);
        Replace(mayBeUndone: false);

        Assert.All(former, c => Assert.False(Load().IsGood(c)));
        Assert.Equal(10, stored.Count);
    }

    [Fact]
    public void Replaced_on_a_new_device_they_stay_good_for_seven_days()
    {
        var former = Replace(mayBeUndone: true);
        now += TimeSpan.FromDays(30);
        Replace(mayBeUndone: true);

        now += KnownDevice.NewFor - TimeSpan.FromTicks(1);
        Assert.True(Load().IsGood(former[0]));
        now += TimeSpan.FromTicks(1);
        Assert.False(Load().IsGood(former[0]));
        Assert.Equal(10, Load().Left);
    }

    [Fact]
    public void A_former_code_brings_its_set_back_and_voids_the_one_that_replaced_it()
    {
        var owners = Replace(mayBeUndone: true);
        Use(owners[0]);
        var thiefs = Replace(mayBeUndone: true);

        Assert.True(Use(owners[1]));

        Assert.All(thiefs, c => Assert.False(Load().IsGood(c)));
        Assert.False(Load().IsGood(owners[0]));
        Assert.Equal(8, Load().Left);
        now += KnownDevice.NewFor * 2;
        Assert.True(Use(owners[2]));
    }

    [Fact]
    public void An_earlier_set_is_good_for_as_long_as_any_later_one()
    {
        var owners = Replace(mayBeUndone: true);
        var thiefs = Replace(mayBeUndone: true);
        now += TimeSpan.FromDays(5);
        Replace(mayBeUndone: true);

        now += KnownDevice.NewFor - TimeSpan.FromTicks(1);
        Assert.True(Use(thiefs[0]));
        Assert.True(Use(owners[0]));
        Assert.All(thiefs, c => Assert.False(Load().IsGood(c)));
    }

    [Fact]
    public void Another_change_that_may_be_undone_keeps_them_good_as_long_but_brings_none_back()
    {
        var owners = Replace(mayBeUndone: true);
        Replace(mayBeUndone: true);
        now += TimeSpan.FromDays(3);
        KeepFormer();

        now += KnownDevice.NewFor - TimeSpan.FromTicks(1);
        Assert.True(Load().IsGood(owners[0]));
        Assert.Equal(10, Load().Left);
        now += TimeSpan.FromTicks(1);
        KeepFormer();
        Assert.False(Load().IsGood(owners[0]));
    }

    [Fact]
    public void Beyond_five_former_sets_it_is_the_latest_that_goes_and_never_the_first()
    {
        var sets = Enumerable.Range(0, 20).Select(_ => Replace(mayBeUndone: true)).ToList();

        Assert.Equal((RecoveryCodes.FormerSetsAtMost + 1) * RecoveryCodes.SetSize, stored.Count);
        Assert.All(sets.Take(RecoveryCodes.FormerSetsAtMost).Append(sets[^1]), set => Assert.True(Load().IsGood(set[0])));
        Assert.False(Load().IsGood(sets[^2][0]));
        Assert.True(Use(sets[0][0]));
        Assert.Equal(9, stored.Count(c => c.UsedAt is null));
    }

    private void KeepFormer() => Run(codes =>
    {
        codes.KeepFormer();
        return true;
    });

    private IReadOnlyList<RecoveryCode> Replace(bool mayBeUndone) => Run(codes => codes.Replace(mayBeUndone));

    private bool Use(RecoveryCode code) => Run(codes => codes.Use(code));

    private RecoveryCodes Load() => new(ann, stored, now);

    private T Run<T>(Func<RecoveryCodes, T> command)
    {
        var codes = Load();
        var result = command(codes);
        stored = codes.Stored;
        return result;
    }
}
