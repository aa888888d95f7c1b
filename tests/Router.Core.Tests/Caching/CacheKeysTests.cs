using Router.Core.Caching;
using Router.Core.Tenancy;

namespace Router.Core.Tests.Caching;

public sealed class CacheKeysTests
{
    private static readonly byte[] Digest = new byte[32];

    [Fact]
    public void Tenants_NeverShare()
    {
        foreach (string scope in (string[])["user", "team", "tenant"])
        {
            Assert.NotEqual(Key(scope, "one", "core", "alice"), Key(scope, "two", "core", "alice"));
        }
    }

    [Theory]
    [InlineData("tenant", true, true)]
    [InlineData("team", true, false)]
    [InlineData("user", false, false)]
    public void Scope_SaysWhoShares(string scope, bool teamShares, bool tenantShares)
    {
        Assert.Equal(teamShares, Key(scope, "one", "core", "alice") == Key(scope, "one", "core", "bob"));
        Assert.Equal(tenantShares, Key(scope, "one", "core", "alice") == Key(scope, "one", "shop", "bob"));
    }

    [Fact]
    public void UserWithoutATeam_SharesWithNoOtherUser() => Assert.NotEqual(Key("team", "one", null, "alice"), Key("team", "one", null, "bob"));

    [Fact]
    public void BroughtKey_SharesWithTheSameKeyAlone()
    {
        Assert.NotEqual(Key("tenant", "one", null, "alice"), Key("tenant", "one", null, "alice", "f1"));
        Assert.NotEqual(Key("tenant", "one", null, "alice", "f1"), Key("tenant", "one", null, "alice", "f2"));
        Assert.Equal(Key("tenant", "one", null, "alice", "f1"), Key("tenant", "one", null, "bob", "f1"));
    }

    [Fact]
    public void PartsThatJoinAlike_AreNotTheSame()
    {
        Assert.NotEqual(Key("team", "ab", "c", "u"), Key("team", "a", "bc", "u"));
        Assert.NotEqual(CacheKeys.Of(Digest, false, Scope, ["a", "b"]), CacheKeys.Of(Digest, false, Scope, ["ab"]));
        Assert.NotEqual(CacheKeys.Of(Digest, false, Scope, ["a", ""]), CacheKeys.Of(Digest, false, Scope, ["a"]));
        Assert.NotEqual(CacheKeys.Of(Digest, false, Scope, []), CacheKeys.Of(Digest, true, Scope, []));
    }

    private static CacheScope Scope => new("one", null, null, null);

    private static CacheKey Key(string scope, string tenant, string? team, string user, string? brought = null) =>
        CacheKeys.Of(Digest, isPrefix: false, CacheScope.Of(scope, new Principal(PrincipalKind.Client, tenant, team, user, "k", ["*"]), brought), ["m"]);
}
