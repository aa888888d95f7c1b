using Router.Core.Configuration;

namespace Router.Core.Tests.Configuration.Reading;

public sealed class ModelReaderTests
{
    [Fact]
    public void ExtraBodyAndHeaders_AreRead()
    {
        ModelConfig model = Loaded.Good(File(""" "extraBody": { "a": [1, /* two */ 2,], }, "headers": { "x-team": "core" } """)).Models[0];

        Assert.Equal("[1,2]", model.ExtraBody["a"]);
        Assert.Equal("core", model.Headers["x-team"]);
    }

    [Theory]
    [InlineData(""" "extraBody": { "model": "x" } """, "models.m", "\"model\" can't stand in extraBody: the gateway sets it for every request")]
    [InlineData(""" "extraBody": { "messages": [] } """, "models.m", "\"messages\" can't stand in extraBody: the gateway sets it for every request")]
    [InlineData(""" "extraBody": { "stream": true } """, "models.m", "\"stream\" can't stand in extraBody: the gateway sets it for every request")]
    [InlineData(""" "headers": { "Content-Type": "x" } """, "models.m.headers.Content-Type", "\"Content-Type\" is set by HTTP or by the gateway and can't be set here; remove it")]
    [InlineData(""" "headers": { "a b": "x" } """, "models.m.headers[\"a b\"]", "is not a header name; use letters, digits and \"-\"")]
    public void WhatTheGatewaySets_IsRefused(string members, string key, string text) =>
        Assert.Equal(new ConfigProblem(key, text), Assert.Single(Loaded.Result(File(members)).Errors));

    private static string File(string members) => $$"""{ "providers": { "p": { "preset": "glm" } }, "models": { "m": { "targets": ["p/x"], {{members}} } } }""";
}
