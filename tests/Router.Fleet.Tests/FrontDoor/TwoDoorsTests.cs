using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Fleet.Tests.Hosting;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>Two whole nodes over a real Redis, before one provider: what is limited, made or said at one counts at the other.</summary>
public sealed class TwoDoorsTests(TwoDoors doors) : IClassFixture<TwoDoors>
{
    [Fact]
    public async Task MessagesGoThroughBothNodes()
    {
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await doors.One.MessageAsync(), await doors.Two.MessageAsync()));
    }

    [Fact]
    public async Task ProvidersLimit_HoldsOverBothNodes()
    {
        List<HttpStatusCode> answers = [];
        for (int message = 0; message < 8; message++)
        {
            answers.Add(await doors.Each(message).MessageAsync(model: "claude-limited"));
        }

        Assert.Equal(4, answers.Count(answer => answer == HttpStatusCode.OK));
        Assert.Equal(4, answers.Count(answer => answer == HttpStatusCode.TooManyRequests));
        Assert.Equal(4, doors.Limited.Requests.Count);
    }

    [Fact]
    public async Task RefusalThatOneNodeMet_KeepsTheOtherFromAsking()
    {
        doors.Refusing.Otherwise = _ => Reply.Json(429, Samples.Error("rate_limit_error", "slow down")).With("retry-after", "300");
        Assert.Equal(HttpStatusCode.TooManyRequests, await doors.One.MessageAsync(model: "claude-refusing"));
        int asked = doors.Refusing.Requests.Count;
        Assert.Equal(HttpStatusCode.TooManyRequests, await doors.Two.MessageAsync(model: "claude-refusing"));
        Assert.Equal(asked, doors.Refusing.Requests.Count);
    }

    /// <summary>$0.10035 a message, of which at most $0.1027 are reserved, against $0.35: three, whoever takes them.</summary>
    [Fact]
    public async Task BudgetOfTheFile_HoldsOverBothNodes()
    {
        List<HttpStatusCode> answers = [];
        for (int message = 0; message < 6; message++)
        {
            answers.Add(await doors.Each(message).MessageAsync("bob-key-of-a-test"));
        }

        Assert.Equal(3, answers.Count(answer => answer == HttpStatusCode.OK));
        JsonNode use = await TwoDoors.UsageAsync(doors.Two, "bob-key-of-a-test");
        Assert.Equal(0.30105, (double)use["budgets"]!.AsArray().Single()!["spent_usd"]!, 5);
        Assert.Equal(3, (long)(await Until.Async(() => TwoDoors.UsageAsync(doors.One, "bob-key-of-a-test"), found => (long)found["spend"]!["today"]!["requests"]! == 3))["spend"]!["today"]!["requests"]!);
    }

    /// <summary>Nodes hear a change before whoever made it gets his answer.</summary>
    [Fact]
    public async Task BudgetSetAtOneNode_CountsWhereverTheAccountLives()
    {
        string key = await KeyAsync("carol");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await doors.One.MessageAsync(key), await doors.Two.MessageAsync(key)));
        await doors.One.AdminAsync(HttpMethod.Patch, "users/carol", """{"budget":{"usd":0.25,"per":"month"}}""");
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (await doors.One.MessageAsync(key), await doors.Two.MessageAsync(key)));
        await doors.Two.AdminAsync(HttpMethod.Patch, "users/carol", """{"budget":{"usd":5,"per":"month"}}""");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await doors.One.MessageAsync(key), await doors.Two.MessageAsync(key)));
    }

    [Fact]
    public async Task KeyMadeAtOneNode_WorksAtTheOther_AndRevokedAtTheOther_FailsAtBoth()
    {
        string key = await KeyAsync("dave");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await doors.Two.MessageAsync(key), await doors.One.MessageAsync(key)));
        await doors.Two.AdminAsync(HttpMethod.Post, $"keys/{key.Split('-')[2]}/revoke", "{}");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (await doors.One.MessageAsync(key), await doors.Two.MessageAsync(key)));
    }

    [Fact]
    public async Task SecretPutAtOneNode_GoesToTheProviderFromTheOther()
    {
        await doors.One.AdminAsync(HttpMethod.Put, "vault/vaulted", """{"secret":"sealed-upstream-secret","provider":"vaulted"}""");
        Assert.Equal(HttpStatusCode.OK, await doors.Two.MessageAsync(model: "claude-vaulted"));
        Assert.Equal("sealed-upstream-secret", doors.Vaulted.Requests[^1].Headers["x-api-key"]);
    }

    [Fact]
    public async Task DrainedAtOneNode_AsksNoProviderAtTheOther_UntilItIsResumedThere()
    {
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await doors.One.MessageAsync(model: "claude-drained"), await doors.Two.MessageAsync(model: "claude-drained")));
        await doors.One.AdminAsync(HttpMethod.Post, "providers/drained/drain", "{}");
        int asked = doors.Drained.Requests.Count;
        Assert.Equal(((HttpStatusCode)529, (HttpStatusCode)529), (await doors.Two.MessageAsync(model: "claude-drained"), await doors.One.MessageAsync(model: "claude-drained")));
        Assert.Equal("drained", (string)(await doors.Two.AdminAsync(HttpMethod.Get, "providers/drained"))["status"]!);
        Assert.Equal(asked, doors.Drained.Requests.Count);
        await doors.Two.AdminAsync(HttpMethod.Post, "providers/drained/resume", "{}");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await doors.One.MessageAsync(model: "claude-drained"), await doors.Two.MessageAsync(model: "claude-drained")));
    }

    private async Task<string> KeyAsync(string user)
    {
        await doors.One.AdminAsync(HttpMethod.Post, "users", $$"""{"id":"{{user}}"}""");
        return (string)(await doors.One.AdminAsync(HttpMethod.Post, "keys", $$"""{"user":"{{user}}"}"""))["secret"]!;
    }
}
