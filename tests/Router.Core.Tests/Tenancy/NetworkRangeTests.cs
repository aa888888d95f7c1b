using System.Net;
using Router.Core.Tenancy;

namespace Router.Core.Tests.Tenancy;

public sealed class NetworkRangeTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.255.1.2", true)]
    [InlineData("10.0.0.0/8", "11.0.0.0", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.9.9.9", true)]
    [InlineData("10.0.0.0/8", "::10.9.9.9", false)]
    [InlineData("::ffff:10.0.0.0/104", "10.9.9.9", true)]
    [InlineData("192.168.1.7", "192.168.1.7", true)]
    [InlineData("192.168.1.7", "192.168.1.8", false)]
    [InlineData("192.168.1.6/31", "192.168.1.7", true)]
    [InlineData("0.0.0.0/0", "8.8.8.8", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("::/0", "8.8.8.8", true)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("fe80::/10", "fe80::1%3", true)]
    [InlineData("::1", "::1", true)]
    [InlineData("::1", "127.0.0.1", false)]
    public void Address_LiesInItsNetwork(string network, string address, bool expected)
    {
        Assert.True(NetworkRange.TryParse(network, out NetworkRange range, out string? problem), problem);
        Assert.Equal(expected, range.Contains(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.1")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("010.0.0.0/8")]
    [InlineData("0x0a.0.0.0")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("::/129")]
    [InlineData("example.com")]
    [InlineData("*")]
    public void OtherText_IsRefusedByName(string text)
    {
        Assert.False(NetworkRange.TryParse(text, out _, out string? problem));
        Assert.Contains($"\"{text}\"", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.2.3/8", "write 10.0.0.0/8 for the network, or 10.1.2.3 for the address alone")]
    [InlineData("2001:db8::5/32", "write 2001:db8::/32 for the network, or 2001:db8::5 for the address alone")]
    public void AddressInsideItsNetwork_IsAskedAbout(string text, string fix)
    {
        Assert.False(NetworkRange.TryParse(text, out _, out string? problem));
        Assert.EndsWith(fix, problem, StringComparison.Ordinal);
    }
}
