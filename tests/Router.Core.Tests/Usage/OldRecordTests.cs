using System.Text.Json;
using Router.Core.Spend.Effects;
using Router.Core.Spend.State;
using Router.Core.Usage;
using Router.Core.Usage.State;
using Xunit;

namespace Router.Core.Tests.Usage;

/// <summary>Records as journals and snapshots hold them since before a request's way was kept.</summary>
public sealed class OldRecordTests
{
    private const string Effect = """
        {"Tenant":"default","Effect":{"effect":"settled","Reservation":{"Id":{"Value":"4708e96c-4233-788a-f661-984044393ce0"},"Path":{"Team":"payments","User":"ines","Key":"81As408t"},
        "Price":{"Input":280000,"Output":420000,"CacheRead":30000,"CacheWrite5m":280000,"CacheWrite1h":280000},"InputTokens":20219,"OutputTokens":106,"Amount":5705840,"Cache":0,
        "Origin":{"Model":"deepseek-chat","Session":"3cff0165-62ef-fee0-17a5-ed3822b1d846","Agent":null,"ParentAgent":null},"Holder":null,"At":"2026-11-17T11:06:55.8571802+00:00","PriceOrigin":2},
        "Kind":0,"Tokens":{"Input":187,"Output":106,"CacheRead":19283,"CacheWrite5m":749,"CacheWrite1h":0,"AllInput":20219,"All":20325},
        "Price":{"Input":280000,"Output":420000,"CacheRead":30000,"CacheWrite5m":280000,"CacheWrite1h":280000},"Cost":885090,"Overrun":0,
        "Facts":{"ModelServed":"deepseek-chat","Provider":"deepseek","Attempts":1,"PriceOrigin":2,"OwnKey":false,"OwnPrice":null,"Latency":"00:00:04.3348479","FirstToken":"00:00:02.5646527","Status":200,
        "Notes":["tools-dropped"],"Cache":0,"Saved":0},"Sequence":19658,"At":"2026-11-17T11:07:00.1920281+00:00"}}
        """;

    [Fact]
    public void Settlement_IsRead_WithoutItsWay()
    {
        TenantEffect effect = JsonSerializer.Deserialize(Effect, SpendJson.Default.TenantEffect)!;

        Settled settled = Assert.IsType<Settled>(effect.Effect);
        UsageRecord record = UsageRecord.Of(effect.Tenant, settled, settled.Facts!);
        Assert.Equal(("ines", "deepseek", TimeSpan.FromSeconds(4.3348479)), (record.Path.User, record.Provider, record.Latency));
        Assert.Equal(["tools-dropped"], record.Notes);
        Assert.Null(settled.Facts!.RequestId);
        Assert.Null(record.RequestId);
        Assert.Empty(settled.Facts!.Steps);
        Assert.Empty(record.Steps);
    }

    [Fact]
    public void Record_KeepsTheRequestsId_AndHasNoneWhereNoneWasKept()
    {
        TenantEffect effect = JsonSerializer.Deserialize(Effect, SpendJson.Default.TenantEffect)!;
        var settled = (Settled)effect.Effect;
        UsageRecord named = UsageRecord.Of(effect.Tenant, settled, settled.Facts! with { RequestId = "req_1" });
        string kept = JsonSerializer.Serialize(named, UsageJson.Default.UsageRecord);
        string old = JsonSerializer.Serialize(named with { RequestId = null }, UsageJson.Default.UsageRecord);

        Assert.Equal("req_1", JsonSerializer.Deserialize(kept, UsageJson.Default.UsageRecord)!.RequestId);
        Assert.DoesNotContain("RequestId", old, StringComparison.Ordinal);
        Assert.Null(JsonSerializer.Deserialize(old, UsageJson.Default.UsageRecord)!.RequestId);
    }

    [Fact]
    public void Record_IsRead_WithoutItsWay_AndKeepsAWayThatItHas()
    {
        TenantEffect effect = JsonSerializer.Deserialize(Effect, SpendJson.Default.TenantEffect)!;
        UsageRecord present = UsageRecord.Of(effect.Tenant, (Settled)effect.Effect, ((Settled)effect.Effect).Facts!) with
        {
            Steps = [new RequestStep(RequestStepKind.Asked, TimeSpan.FromMilliseconds(3), TimeSpan.FromSeconds(4)) { Provider = "deepseek", Model = "deepseek-chat", Outcome = "answered", Status = 200 }],
        };
        string kept = JsonSerializer.Serialize(present, UsageJson.Default.UsageRecord);
        string old = JsonSerializer.Serialize(present with { Steps = [] }, UsageJson.Default.UsageRecord).Replace(",\"Steps\":[]", "", StringComparison.Ordinal);

        Assert.Equal(present.Steps, JsonSerializer.Deserialize(kept, UsageJson.Default.UsageRecord)!.Steps);
        Assert.DoesNotContain("Steps", old, StringComparison.Ordinal);
        Assert.Empty(JsonSerializer.Deserialize(old, UsageJson.Default.UsageRecord)!.Steps);
    }
}
