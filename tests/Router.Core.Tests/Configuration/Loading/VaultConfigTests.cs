using Router.Core.Configuration;

namespace Router.Core.Tests.Configuration.Loading;

/// <summary>What router.json says of vaults.</summary>
public sealed class VaultConfigTests
{
    [Fact]
    public void FormerMasterKeys_AreReferencesLikeThePresentOne()
    {
        RouterConfig config = Loaded.Good("""{ "secrets": { "formerMasterKeys": ["env:OLD", "file:/keys/older"] } }""");

        Assert.Equal(["env:OLD", "file:/keys/older"], config.FormerMasterKeys.Select(key => key.ToString()));
        Assert.EndsWith("master.key", config.MasterKey.ToString(), StringComparison.Ordinal);
        Assert.Empty(Loaded.Good("{}").FormerMasterKeys);
    }

    [Theory]
    [InlineData("""{ "providers": { "p": { "preset": "glm", "credentials": ["vault:"] } } }""", "providers.p.credentials[0]", "the name behind vault: must be 1 to 64 letters, digits and . _ -, as in vault:NAME")]
    [InlineData("""{ "providers": { "p": { "preset": "glm", "credentials": ["none", "vault:a/b"] } } }""", "providers.p.credentials[1]", "the name behind vault: must be 1 to 64 letters, digits and . _ -, as in vault:NAME")]
    [InlineData("""{ "secrets": { "formerMasterKey": ["x"] } }""", "secrets.formerMasterKey", "is not a key that router.json knows here; did you mean \"formerMasterKeys\"?")]
    public void WhatCantBe_IsRefusedByItsKey(string json, string key, string text) => Assert.Contains(new ConfigProblem(key, text), Loaded.Result(json).Errors);
}
