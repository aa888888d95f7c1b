using Router.Core.Tenancy;

namespace Router.Core.Tests.Tenancy;

public sealed class NewKeyTests
{
    [Fact]
    public void ClientKey_HasItsForm()
    {
        NewKey key = NewKey.Client();

        Assert.Matches("^sk-rtr-[A-Za-z0-9]{8}-[A-Za-z0-9]{32}$", key.Secret);
        Assert.StartsWith($"sk-rtr-{key.Id}-", key.Secret, StringComparison.Ordinal);
    }

    [Fact]
    public void AdminKey_HasItsForm()
    {
        NewKey key = NewKey.Admin();

        Assert.Matches("^sk-rtr-admin-[A-Za-z0-9]{8}-[A-Za-z0-9]{32}$", key.Secret);
        Assert.StartsWith($"sk-rtr-admin-{key.Id}-", key.Secret, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_AreNeverTheSame() => Assert.Equal(200, Enumerable.Range(0, 200).Select(_ => NewKey.Client().Secret).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void PrintedKey_ShowsItsIdOnly()
    {
        NewKey key = NewKey.Client();

        Assert.Equal(key.Id, $"{key}");
        Assert.Equal(8, key.Id.Length);
    }
}
