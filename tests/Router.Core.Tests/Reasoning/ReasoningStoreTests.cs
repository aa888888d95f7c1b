using Router.Core.Configuration;
using Router.Core.Reasoning;
using Router.Protocol.Translation;

namespace Router.Core.Tests.Reasoning;

public sealed class ReasoningStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly ReasoningConfig Limits = new() { Ttl = TimeSpan.FromHours(1) };
    private readonly ReasoningStore _store = new();

    private static ReasoningRecord Record(string id, string thinking = "hm", int minute = 0, string user = "alice", string tenant = "default") =>
        new(new ReasoningKey(tenant, user, id), Start.AddMinutes(minute), new ToolCallReasoning(thinking, null, null));

    private string? Find(string id, int minute = 0, string user = "alice", string tenant = "default") =>
        _store.Find(new ReasoningKey(tenant, user, id), Limits, Start.AddMinutes(minute))?.Thinking;

    [Fact]
    public void Call_IsFoundByItsOwnUserOnly()
    {
        _store.Keep(Record("call_1"), Limits, Start);

        Assert.Equal("hm", Find("call_1"));
        Assert.Null(Find("call_2"));
        Assert.Null(Find("call_1", user: "bob"));
        Assert.Null(Find("call_1", tenant: "other"));
    }

    [Fact]
    public void IdThatComesAgain_ReplacesWhatWasKnown()
    {
        _store.Keep(Record("call_1", "first"), Limits, Start);
        _store.Keep(Record("call_1", "second, longer"), Limits, Start);

        Assert.Equal("second, longer", Find("call_1"));
        Assert.Equal((1, Record("call_1", "second, longer").Size), (_store.Count, _store.Size));
    }

    [Fact]
    public void OverTheBytes_TheOldestGo()
    {
        long size = Record("call_1").Size;
        ReasoningConfig limits = Limits with { MaxBytes = 2 * size };
        foreach (string id in (string[])["call_1", "call_2", "call_3"])
        {
            Assert.True(_store.Keep(Record(id), limits, Start));
        }

        Assert.Equal(["call_2", "call_3"], _store.Snapshot().Select(record => record.Key.ToolUseId));
        Assert.Equal(2 * size, _store.Size);
    }

    [Fact]
    public void OverTheCount_TheOldestGo()
    {
        for (int call = 0; call <= ReasoningStore.MaxCount; call++)
        {
            _store.Keep(Record($"call_{call}"), Limits with { MaxBytes = long.MaxValue }, Start);
        }

        Assert.Equal(ReasoningStore.MaxCount, _store.Count);
        Assert.Null(Find("call_0"));
        Assert.Equal("hm", Find("call_1"));
    }

    [Fact]
    public void RecordLargerThanEverythingMayBe_IsNotKept_AndMakesNoRoom()
    {
        ReasoningConfig limits = Limits with { MaxBytes = Record("call_1").Size };
        _store.Keep(Record("call_1"), limits, Start);

        Assert.False(_store.Keep(Record("call_2", new string('x', 1000)), limits, Start));
        Assert.Equal("hm", Find("call_1"));
        Assert.Null(Find("call_2"));
    }

    [Fact]
    public void AfterItsTime_ACallIsNotFound_AndGoesWithTheNext()
    {
        _store.Keep(Record("call_1"), Limits, Start);

        Assert.Equal("hm", Find("call_1", minute: 59));
        Assert.Null(Find("call_1", minute: 60));
        _store.Keep(Record("call_2", minute: 60), Limits, Start.AddMinutes(60));
        Assert.Equal("call_2", Assert.Single(_store.Snapshot()).Key.ToolUseId);
    }

    [Fact]
    public void RecordThatIsTooOldAlready_IsNotKept()
    {
        Assert.False(_store.Keep(Record("call_1"), Limits, Start.AddMinutes(60)));
        Assert.Equal((0, 0L), (_store.Count, _store.Size));
    }
}
