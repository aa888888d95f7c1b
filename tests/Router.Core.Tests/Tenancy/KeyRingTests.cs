using Router.Core.Tenancy;

namespace Router.Core.Tests.Tenancy;

public sealed class KeyRingTests
{
    private static readonly KeyHasher Hasher = new("master"u8);
    private static readonly Principal Alice = new(PrincipalKind.Client, "default", "core", "alice", "k1", ["*"]);
    private static readonly Principal Boss = new(PrincipalKind.Admin, "default", null, "boss", "k2", []);

    private readonly KeyRing _ring = new(Hasher, [(Hasher.Hash("alice-key"), Alice), (Hasher.Hash("boss-key"), Boss)]);

    [Fact]
    public void KnownKey_IsFound()
    {
        Assert.Same(Alice, _ring.Find("alice-key"));
        Assert.Same(Boss, _ring.Find("boss-key"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("alice-kez")]
    [InlineData("alice-key ")]
    [InlineData("ALICE-KEY")]
    public void OtherKey_IsNotFound(string key) => Assert.Null(_ring.Find(key));

    [Fact]
    public void HashThatIsEqualInItsFirstHalfOnly_IsNotFound()
    {
        byte[] hash = Hasher.Hash("alice-key");
        hash[31] ^= 1;

        Assert.Null(new KeyRing(Hasher, [(hash, Alice)]).Find("alice-key"));
    }

    [Fact]
    public void OneKeyGivenTwice_StandsForTheFirst() =>
        Assert.Same(Boss, new KeyRing(Hasher, [(Hasher.Hash("k"), Boss), (Hasher.Hash("k"), Alice)]).Find("k"));

    [Fact]
    public void ClientKeys_DoNotCountAdmins()
    {
        Assert.Equal(1, _ring.ClientKeys);
        Assert.Equal(0, new KeyRing(Hasher, []).ClientKeys);
        Assert.Null(new KeyRing(Hasher, []).Find("k"));
    }
}
