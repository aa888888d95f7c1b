using System.Text;
using Router.Core.Spend.Pricing;

namespace Router.Core.Tests.Docs;

/// <summary>docs/prices.md shows the built-in table: when one of these fails, put the expected text into the page.</summary>
public sealed class PricesPageTests
{
    private readonly string _page = Encoding.UTF8.GetString(Resource.Bytes("prices.md"));

    [Fact]
    public void Prices_AreTheTables() => Assert.Contains(PricesPage.Prices(), _page, StringComparison.Ordinal);

    [Fact]
    public void UnknownTier_IsTheTables() => Assert.Contains(PricesPage.Unknown(), _page, StringComparison.Ordinal);

    [Fact]
    public void Page_HasNoOtherPrices() => Assert.Equal(PricesPage.Prices().Split('\n').Length, _page.Split('\n').Count(line => line.StartsWith('|')));

    [Fact]
    public void FreeProviders_AreNamed() => Assert.All(PriceTable.BuiltIn.Free, preset => Assert.Contains($"`{preset}`", _page, StringComparison.Ordinal));
}
