using BlazorSessions.Domain.Devices;

namespace BlazorSessions.Tests.Rules;

public sealed class Networks
{
    [Theory]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2:bbbb:cccc:dddd:eeee", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("unknown", "unknown", true)]
    [InlineData("unknown", "192.0.2.1", false)]
    public void Addresses_of_one_64_are_of_one_network_and_others_only_by_themselves(string one, string other, bool same) =>
        Assert.Equal(same, Network.Of(one) == Network.Of(other));
}
