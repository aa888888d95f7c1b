using System.Text;

namespace Router.Core.Tests.Docs;

/// <summary>docs/providers.md shows the tables of the code: when one of these fails, put the expected table into the page.</summary>
public sealed class ProvidersPageTests
{
    private readonly string _page = Encoding.UTF8.GetString(Resource.Bytes("providers.md"));

    [Fact]
    public void Addresses_AreTheCodes() => Assert.Contains(ProvidersPage.Addresses(), _page, StringComparison.Ordinal);

    [Fact]
    public void Variables_AreTheCodes() => Assert.Contains(ProvidersPage.Variables(), _page, StringComparison.Ordinal);

    [Fact]
    public void Models_AreTheCodes() => Assert.Contains(ProvidersPage.Models(), _page, StringComparison.Ordinal);

    [Fact]
    public void Capabilities_AreTheCodes() => Assert.Contains(ProvidersPage.Capabilities(), _page, StringComparison.Ordinal);

    [Fact]
    public void Families_AreTheCodes() => Assert.Contains(ProvidersPage.Families(), _page, StringComparison.Ordinal);

    [Fact]
    public void Page_HasNoOtherTables()
    {
        string[] tables = [ProvidersPage.Addresses(), ProvidersPage.Variables(), ProvidersPage.Models(), ProvidersPage.Capabilities(), ProvidersPage.Families()];

        Assert.Equal(tables.Sum(table => table.Split('\n').Length), _page.Split('\n').Count(line => line.StartsWith('|')));
    }
}
