using System.Globalization;
using Xunit;

namespace Fidelity.Tests;

/// <summary>docs/fidelity.md promises nothing that no test proves, and leaves nothing out.</summary>
public sealed class FidelityTests
{
    private const int Numbers = 71;

    [Fact]
    public void EveryClaim_NamesATest_OrTheFeatureThatItWaitsFor() =>
        Assert.All(ClaimFile.Claims, claim => Assert.True((claim.Tests.Length > 0) ^ (claim.WaitsFor is { Length: > 0 }), $"{claim.Id}: name the tests that prove it, or the feature that it waits for."));

    [Fact]
    public void EveryNamedTest_Exists() =>
        Assert.All(ClaimFile.Claims, claim => Assert.All(claim.Tests, test => Assert.True(
            ProofFinder.Find(test) is { } proof && Path.Exists(Path.Combine(Repository.Root, proof.Path)), $"{claim.Id}: there is no test {test}.")));

    [Fact]
    public void EveryClaim_IsThereOnce() => Assert.Equal(ClaimFile.Claims.Select(claim => claim.Id), ClaimFile.Claims.Select(claim => claim.Id).Distinct(StringComparer.Ordinal));

    /// <summary>A part that waits stands beside its number: "46, passed through".</summary>
    [Fact]
    public void NoNumber_IsLeftOut() =>
        Assert.Equal(
            Enumerable.Range(1, Numbers).Select(number => number.ToString(CultureInfo.InvariantCulture)),
            ClaimFile.Claims.Select(claim => claim.Id.Split(',')[0]).Where(id => char.IsAsciiDigit(id[0])).Distinct(StringComparer.Ordinal));

    [Theory]
    [InlineData("SilenceTests.SilenceAfterContent_IsFilledWithPings", "tests/Router.Api.Tests/Messages/SilenceTests.cs")]
    [InlineData("Streams/text-plain", "tests/Router.Protocol.Tests/Translation/Streams/Golden/text-plain")]
    [InlineData("Messages.OfficialSdkTests.ModelList_IsReadByTheSdk", "tests/Router.Api.Tests/Messages/OfficialSdkTests.cs")]
    [InlineData("OfficialSdkTests.ModelList_IsReadByTheSdk", null)] // two classes share that name
    [InlineData("SilenceTests.NoSuchTest", null)]
    [InlineData("SilenceTests.GetHashCode", null)]
    [InlineData("Streams/no-such-folder", null)]
    [InlineData("NoSuchTests.Test", null)]
    [InlineData("Test", null)]
    public void Test_IsFoundWhereItLies(string name, string? path) => Assert.Equal(path, ProofFinder.Find(name)?.Path);

    [Fact]
    public void Page_IsUpToDate()
    {
        string renewed = Path.Combine(AppContext.BaseDirectory, "fidelity.md");
        string page = Path.Combine(Repository.Root, "docs", "fidelity.md");
        File.WriteAllText(renewed, FidelityPage.Text());

        Assert.True(
            File.Exists(page) && string.Equals(File.ReadAllText(page), FidelityPage.Text(), StringComparison.Ordinal),
            $"docs/fidelity.md is not what claims.json says. Renew it: cp {Path.GetRelativePath(Repository.Root, renewed)} docs/fidelity.md");
    }
}
