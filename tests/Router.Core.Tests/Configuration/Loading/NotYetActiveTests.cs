using Router.Core.Configuration;
using Router.Core.Configuration.Loading;

namespace Router.Core.Tests.Configuration.Loading;

/// <summary>Keys that are read and checked but do nothing yet are told, one warning a place.</summary>
public sealed class NotYetActiveTests
{
    [Theory]
    [InlineData(""" "cache": { "mode": "full" } """, "cache.mode")]
    public void KeyThatDoesNothingYet_IsTold(string members, string key)
    {
        ConfigResult result = Loaded.Result($$"""{ {{members}} }""");

        Loaded.Good(result);
        Assert.Equal(key, Assert.Single(result.Warnings).Key);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "keys": [ { "key": "env:A", "user": "a", "budget": { "usd": 1, "per": "day" }, "limits": { "concurrency": 1 } } ], "spend": { "onExhausted": "finish" } }""")]
    [InlineData("""{ "providers": { "p": { "preset": "glm" } }, "models": { "m": { "targets": ["p/x"], "price": { "input": 1 } } } }""")]
    [InlineData("""{ "providers": { "p": { "preset": "glm" } }, "models": { "m": { "targets": ["p/x"], "strategy": "fastest" } }, "cache": { "mode": "off" }, "retention": { "logs": "1d", "records": "30d" } }""")]
    [InlineData("""{ "providers": { "p": { "preset": "glm" } }, "models": { "m": { "targets": ["p/x"], "maxOutputTokens": "8k", "reasoningEffort": "low", "removeTools": ["WebSearch"], "extraBody": { "x": 1 }, "headers": { "x": "1" } } } }""")]
    [InlineData("""{ "providers": { "q": { "preset": "openai", "stream": false } }, "models": { "m": { "targets": ["q/x"], "maxOutputTokens": "8k", "reasoningEffort": "low", "removeTools": ["WebSearch"] } } }""")]
    [InlineData("""{ "providers": { "p": { "preset": "glm", "stream": true, "cooldown": "off", "breaker": "off", "limits": { "concurrency": 1 } } } }""")]
    public void FileThatWorksAsItStands_HasNoWarnings(string json) => Assert.Empty(Loaded.Result(json).Warnings);
}
