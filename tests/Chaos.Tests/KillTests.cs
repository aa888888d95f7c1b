using Chaos.Kills;
using Xunit;

namespace Chaos.Tests;

/// <summary>The process is killed at random moments; bench/soak.sh does it more often and from other seeds.</summary>
public sealed class KillTests
{
    /// <summary>Fixed, so that the load is the same; the moments are those of the machine.</summary>
    private const int Seed = 20261121;

    [Fact]
    public async Task Kill9_UnderLoad_LosesNothingAndCountsNothingTwice()
    {
        KillReport report = await new KillRun(rounds: 5, Seed).RunAsync();

        Assert.True(report.Problems.Count == 0, report.ToString());
        Assert.True(report.Asked >= 50 && report.Answered > 20 && report.Keys > 0 && report.Secrets > 0 && report.Budgets >= 10, report.ToString());
        Assert.All((string[])["answered", "interrupted"], ending => Assert.True(report.Endings.ContainsKey(ending), report.ToString()));
    }
}
