using System.Net;
using Router.Core.Configuration;

namespace Router.Core.Tests.Configuration.Reading;

public sealed class TrustedProxyTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.1.2.3", true)]
    [InlineData("10.0.0.0/8", "11.1.2.3", false)]
    [InlineData("127.0.0.1", "::ffff:127.0.0.1", true)]
    [InlineData("2001:db8::/32", "2001:db8::7", true)]
    [InlineData("door", "10.1.2.3", false)]
    public void AddressOrNetwork_HasItsAddresses_AndANameHasNoneByItself(string text, string address, bool has)
    {
        TrustedProxy proxy = Assert.Single(Loaded.Good($$"""{ "proxies": ["{{text}}"] }""").Proxies);

        Assert.Equal(has, proxy.Has(IPAddress.Parse(address)));
        Assert.Equal(text == "door", proxy.IsName);
    }

    [Theory]
    [InlineData("10.0.0.300")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.1/8")]
    [InlineData("http://door")]
    [InlineData("door:80")]
    [InlineData("*")]
    public void AnythingElse_IsRefusedByItsPlace(string text)
    {
        ConfigProblem problem = Loaded.Problem($$"""{ "proxies": ["127.0.0.1", "{{text}}"] }""");

        Assert.Equal("proxies[1]", problem.Key);
        Assert.Contains(text, problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Variable_AddsToTheFile_AndIsNamedWhenItIsWrong()
    {
        Assert.Equal(["10.0.0.0/8", "127.0.0.1", "door"], Loaded.Good("""{ "proxies": ["10.0.0.0/8"] }""", ("ROUTER_PROXIES", "127.0.0.1, door")).Proxies.Select(proxy => proxy.Text));
        Assert.Contains("ROUTER_PROXIES", Loaded.Problem("{}", ("ROUTER_PROXIES", "1.2.3.4.5")).Text, StringComparison.Ordinal);
    }
}
