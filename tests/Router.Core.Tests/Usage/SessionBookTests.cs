using System.Text.Json;
using Router.Core.Spend;
using Router.Core.Spend.Pricing;
using Router.Core.Usage;
using Router.Core.Usage.Sessions;
using Router.Core.Usage.State;
using Xunit;

namespace Router.Core.Tests.Usage;

public sealed class SessionBookTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Agents_HangBelowWhoStartedThem_AndSumsAddUp()
    {
        var book = new SessionBook();
        book.Add(Record("s", null, null, 0));
        book.Add(Record("s", "child", "parent", 1)); // may end before its parent's first message
        book.Add(Record("s", "parent", null, 2));
        book.Add(Record("s", "child", "parent", 3));

        Session session = SessionTree.Of(book.Sessions().Single());

        Assert.Equal((1, 4, Noon, Noon.AddMinutes(3)), (session.Own.Requests, session.Total.Requests, session.First, session.Last));
        SessionAgent parent = Assert.Single(session.Agents);
        Assert.Equal(("parent", 1, 3), (parent.Id, parent.Own.Requests, parent.Total.Requests));
        Assert.Equal(("child", 2, "model-3"), (parent.Agents.Single().Id, parent.Agents.Single().Own.Requests, parent.Agents.Single().Model));
    }

    [Fact]
    public void Parents_ThatAreUnknownOrInACircle_AreNobodys()
    {
        var book = new SessionBook();
        book.Add(Record("s", "lost", "never-seen", 0));
        book.Add(Record("s", "a", "b", 1));
        book.Add(Record("s", "b", "a", 2));
        book.Add(Record("s", "self", "self", 3));

        Session session = SessionTree.Of(book.Sessions().Single());

        Assert.Equal(["lost", "a", "b", "self"], session.Agents.Select(agent => agent.Id));
        Assert.Equal(4, session.Total.Requests);
    }

    [Fact]
    public void DeepChains_AreNoDeeperThanReadersTake_AndLoseNothing()
    {
        var book = new SessionBook();
        for (int agent = 0; agent < 100; agent++)
        {
            book.Add(Record("s", $"{agent}", agent == 0 ? null : $"{agent - 1}", agent));
        }

        Session session = SessionTree.Of(book.Sessions().Single());

        Assert.Equal(100, session.Total.Requests);
        Assert.Equal(SessionTree.MostDepth + 1, Depth(session.Agents[0]));
        Assert.All(session.Agents.Skip(1), agent => Assert.Empty(agent.Agents));
    }

    [Fact]
    public void SameName_OfTwoUsers_IsTwoSessions()
    {
        var book = new SessionBook();
        book.Add(Record("s", null, null, 0));
        book.Add(Record("s", null, null, 1, user: "bob"));

        Assert.Equal(["bob", "alice"], book.Sessions().Select(session => session.User));
    }

    [Fact]
    public void Book_HasABound_AndForgetsWhatRestedLongest()
    {
        var book = new SessionBook();
        for (int session = 0; session < SessionBook.MostSessions; session++)
        {
            book.Add(Record($"{session}", null, null, 0));
        }

        book.Add(Record("0", null, null, 1));
        book.Add(Record("new", null, null, 2));
        string[] kept = [.. book.Sessions().Select(session => session.Id)];

        Assert.Equal(SessionBook.MostSessions, kept.Length);
        Assert.Equal(["new", "0"], kept.Take(2));
        Assert.DoesNotContain("1", kept);
    }

    [Fact]
    public void Agents_BeyondTheBound_AreOne()
    {
        var book = new SessionBook();
        for (int agent = 0; agent < SessionBook.MostAgents + 50; agent++)
        {
            book.Add(Record("s", $"{agent}", null, agent));
        }

        Session session = SessionTree.Of(book.Sessions().Single());

        Assert.Equal(SessionBook.MostAgents + 50, session.Total.Requests);
        Assert.InRange(session.Agents.Length, SessionBook.MostAgents, SessionBook.MostAgents + 2);
        Assert.True(session.Agents.Single(agent => agent.Id == UsageBook.Others).Own.Requests >= 48);
    }

    [Fact]
    public void State_ComesBack_AndEarlierStateHasNoSessions()
    {
        var book = new SessionBook();
        book.Add(Record("s", "a", null, 0));
        book.Add(Record("t", null, null, 1));
        string json = JsonSerializer.Serialize(new UsageState([], []) { Sessions = book.Save() }, UsageJson.Default.UsageState);

        SessionBook back = SessionBook.Restore(JsonSerializer.Deserialize(json, UsageJson.Default.UsageState)!.Sessions);
        back.Add(Record("s", "a", null, 2));

        Assert.Equal(["s", "t"], back.Sessions().Select(session => session.Id));
        Assert.Equal(2, back.Sessions().First().Agents.Single().Sum.Requests);
        Assert.Empty(SessionBook.Restore(JsonSerializer.Deserialize("""{"Rollups":[],"Recent":[]}""", UsageJson.Default.UsageState)!.Sessions).Sessions());
    }

    private static int Depth(SessionAgent agent) => 1 + agent.Agents.Select(Depth).DefaultIfEmpty().Max();

    private static UsageRecord Record(string session, string? agent, string? parent, int minute, string user = "alice") => new()
    {
        Id = ReservationId.New(),
        At = Noon.AddMinutes(minute),
        Tenant = "default",
        Path = new SpendPath(null, user, "key"),
        Origin = new RequestOrigin($"model-{minute}", session, agent, parent),
        Tokens = default,
        Price = TokenPrice.Free,
        PriceOrigin = PriceOrigin.Configured,
        Cost = default,
        Outcome = SettlementKind.Answered,
    };
}
