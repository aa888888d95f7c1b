using Microsoft.Extensions.Configuration;
using Router.Api.Hosting;
using Router.Fleet.Hosting;

namespace Router.Fleet.Tests.Hosting;

public sealed class FleetOptionsTests
{
    [Fact]
    public void WhatIsNotSet_HasItsDefault() => Assert.Equal(new FleetOptions { DrainWait = TimeSpan.Zero }, Read("DrainWait", "00:00:00"));

    [Theory]
    [InlineData("DrainWait", "-00:00:01")]
    [InlineData("DrainLimit", "2.00:00:00")]
    [InlineData("Lease", "00:00:00")]
    [InlineData("Patience", "soon")]
    public void WrongValue_IsToldByItsName(string name, string value)
    {
        StartException refused = Assert.Throws<StartException>(() => Read(name, value));

        Assert.Contains($"Fleet:{name}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("00:00:05", refused.Message, StringComparison.Ordinal);
        Assert.Equal(StartException.Misconfigured, refused.ExitCode);
    }

    private static FleetOptions Read(string name, string value) => FleetOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection([new KeyValuePair<string, string?>($"Fleet:{name}", value)]).Build().GetSection("Fleet"));
}
