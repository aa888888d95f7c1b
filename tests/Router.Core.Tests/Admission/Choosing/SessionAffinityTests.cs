using Router.Core.Admission.Choosing;

namespace Router.Core.Tests.Admission.Choosing;

/// <summary>Regression: pitfall 48.</summary>
public sealed class SessionAffinityTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly SessionAffinity _affinity = new(3, TimeSpan.FromHours(1));

    [Fact]
    public void Session_StaysWhereItIs()
    {
        int first = Choose("s", true, true, true)!.Value;
        Assert.All(Enumerable.Range(1, 50), minutes => Assert.Equal(first, Choose("s", minutes * 50, true, true, true)));
    }

    [Fact]
    public void Nodes_AgreeOnWhereASessionStarts() => Assert.Equal(
        new SessionAffinity(1, TimeSpan.FromHours(1)).Choose("p", "s", [true, true, true, true, true], Start), Choose("s", true, true, true, true, true));

    [Fact]
    public void Sessions_SpreadOverCredentials()
    {
        int[] counts = new int[4];
        for (int session = 0; session < 4000; session++)
        {
            counts[Choose($"session-{session}", true, true, true, true)!.Value]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
    }

    /// <summary>The cache is warm at the new place now: the session does not go back when the old one is well again.</summary>
    [Fact]
    public void CredentialNotUsable_TheSessionMovesAndStays()
    {
        int first = Choose("s", true, true, true)!.Value;
        bool[] usable = [.. Enumerable.Range(0, 3).Select(index => index != first)];
        int second = _affinity.Choose("p", "s", usable, Start)!.Value;
        Assert.NotEqual(first, second);
        Assert.Equal(second, Choose("s", true, true, true));
    }

    [Fact]
    public void Unpin_OnlyWhatFailed()
    {
        int first = Choose("s", true, true)!.Value;
        int other = 1 - first;
        Assert.Equal(other, _affinity.Choose("p", "s", [first != 0, first != 1], Start));
        _affinity.Unpin("p", "s", first);
        Assert.Equal(other, Choose("s", true, true));
        _affinity.Unpin("p", "s", other);
        Assert.Equal(first, Choose("s", true, true));
    }

    [Fact]
    public void Pools_AreApart()
    {
        int here = Choose("s", true, true)!.Value;
        _affinity.Choose("other", "s", [here != 0, here != 1], Start);
        Assert.Equal(here, Choose("s", true, true));
    }

    [Fact]
    public void Pin_EndsBehindItsLifetime()
    {
        int first = Choose("s", true, true)!.Value;
        int second = _affinity.Choose("p", "s", [first != 0, first != 1], Start)!.Value;
        Assert.Equal(second, Choose("s", 59, true, true));
        Assert.Equal(first, Choose("s", 59 + 60, true, true)); // forgotten: where its hash says
    }

    [Fact]
    public void Pins_AreBounded_TheOneNotUsedForLongestGoes()
    {
        int first = Choose("a", true, true)!.Value;
        int moved = _affinity.Choose("p", "a", [first != 0, first != 1], Start)!.Value;
        Choose("b", true, true);
        Choose("c", true, true);
        Assert.Equal(moved, Choose("a", true, true));
        Choose("d", true, true);
        Assert.Equal(3, _affinity.Count);
        Assert.Equal(moved, Choose("a", true, true));
    }

    [Fact]
    public void NothingUsable_IsNoChoice()
    {
        Assert.Null(Choose("s", false, false));
        Assert.Null(Choose("s"));
    }

    [Fact]
    public void FewerCredentialsAfterAReload_StillGiveAChoice()
    {
        _affinity.Choose("p", "s", [false, false, false, true], Start);
        Assert.Equal(0, Choose("s", true));
    }

    private int? Choose(string session, params bool[] usable) => _affinity.Choose("p", session, usable, Start);

    private int? Choose(string session, int minutes, params bool[] usable) => _affinity.Choose("p", session, usable, Start.AddMinutes(minutes));
}
