namespace Router.Core.Tests.Configuration.Loading;

/// <summary>Files that work as they stand are read without a word.</summary>
public sealed class NoWarningTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "keys": [ { "key": "env:A", "user": "a", "budget": { "usd": 1, "per": "day" }, "limits": { "concurrency": 1 } } ], "spend": { "onExhausted": "finish" } }""")]
    [InlineData("""{ "providers": { "p": { "preset": "glm" } }, "models": { "m": { "targets": ["p/x"], "price": { "input": 1 } } } }""")]
    [InlineData("""{ "providers": { "p": { "preset": "glm" } }, "models": { "m": { "targets": ["p/x"], "strategy": "fastest" } }, "cache": { "mode": "full" }, "retention": { "records": "7d", "logs": "1d" } }""")]
    [InlineData("""{ "providers": { "p": { "preset": "glm" } }, "models": { "m": { "targets": ["p/x"], "maxOutputTokens": "8k", "reasoningEffort": "low", "removeTools": ["WebSearch"], "extraBody": { "x": 1 }, "headers": { "x": "1" } } } }""")]
    [InlineData("""{ "providers": { "q": { "preset": "openai", "stream": false } }, "models": { "m": { "targets": ["q/x"], "maxOutputTokens": "8k", "reasoningEffort": "low", "removeTools": ["WebSearch"] } } }""")]
    [InlineData("""{ "providers": { "p": { "preset": "glm", "stream": true, "cooldown": "off", "breaker": "off", "limits": { "concurrency": 1 } } } }""")]
    public void FileThatWorksAsItStands_HasNoWarnings(string json) => Assert.Empty(Loaded.Result(json).Warnings);
}
