using Router.Core.Tenancy;

namespace Router.Core.Tests.Tenancy;

public sealed class KeyHasherTests
{
    private readonly KeyHasher _hasher = new("master"u8);

    [Fact]
    public void Hash_IsTheSameForTheSameKeys()
    {
        Assert.Equal(32, _hasher.Hash("key").Length);
        Assert.Equal(_hasher.Hash("key"), new KeyHasher("master"u8).Hash("key"));
    }

    [Fact]
    public void Hash_DiffersByKeyAndByMasterKey()
    {
        Assert.NotEqual(_hasher.Hash("key"), _hasher.Hash("kex"));
        Assert.NotEqual(_hasher.Hash("key"), new KeyHasher("other"u8).Hash("key"));
    }

    // A stored hash must stay valid over versions: state that was written once is read for years.
    [Fact]
    public void Hash_NeverChanges() =>
        Assert.Equal("F121F7E0BFBAC577360B2FF92A411098A561AD77D6BC5CD83F2217D3388BC5BE", Convert.ToHexString(_hasher.Hash("sk-rtr-test")));
}
