using Router.Core.Configuration;
using Router.Core.Configuration.Loading;

namespace Router.Core.Tests.Configuration.Reading;

public sealed class ReasoningConfigTests
{
    private static ConfigResult Load(string reasoning) => Loaded.Result($$"""{ "reasoning": {{reasoning}} }""");

    [Fact]
    public void Everything_IsRead() =>
        Assert.Equal(
            new ReasoningConfig { Store = false, MaxBytes = 1 << 20, Ttl = TimeSpan.FromMinutes(30) },
            Load("""{ "store": "off", "maxBytes": "1m", "ttl": "30m" }""").Config!.Reasoning);

    [Fact]
    public void Nothing_IsOnWith16MiBForADay() =>
        Assert.Equal((true, 16L << 20, TimeSpan.FromHours(24)), (Load("{}").Config!.Reasoning.Store, Load("{}").Config!.Reasoning.MaxBytes, Load("{}").Config!.Reasoning.Ttl));

    [Theory]
    [InlineData("""{ "store": "yes" }""", "reasoning.store")]
    [InlineData("""{ "store": true }""", "reasoning.store")]
    [InlineData("""{ "maxBytes": 0 }""", "reasoning.maxBytes")]
    [InlineData("""{ "ttl": "0s" }""", "reasoning.ttl")]
    [InlineData("""{ "tll": "1h" }""", "reasoning.tll")]
    [InlineData("\"off\"", "reasoning")]
    public void WhatIsWrong_IsNamed(string reasoning, string path) => Assert.Equal(path, Assert.Single(Load(reasoning).Errors).Key);
}
