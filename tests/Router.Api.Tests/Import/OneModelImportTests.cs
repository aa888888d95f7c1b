using Router.Api.Import;
using Xunit;

namespace Router.Api.Tests.Import;

/// <summary>The cache of the proxies with one model: it lay on the disk.</summary>
public sealed class OneModelImportTests
{
    [Theory]
    [InlineData("CACHE_ENABLED=true", "\"folder\"")]
    [InlineData("CACHE_ENABLED=true\nCACHE_KEY_MODE=none", "null")]
    [InlineData("CACHE_TTL=60", "null")]
    public void CacheThatIsOn_StaysOnTheDisk(string cache, string store)
    {
        ImportResult result = Imported.From(".env", $"TARGET_API_KEY=sk-some-key\n{cache}\n");

        Imported.Has(result, "cache/store", store);
    }

    [Fact]
    public void FolderOfTheCache_IsToldAsOneThatCanGo()
    {
        ImportResult result = Imported.From(".env", "TARGET_API_KEY=sk-some-key\nCACHE_DIR=.cache\n");

        Assert.Contains(result.Notes, note => note is { Kind: ImportNoteKind.LeftOut, Origin: ".env:2 CACHE_DIR" } && note.Text.Contains("state folder", StringComparison.Ordinal));
    }
}
