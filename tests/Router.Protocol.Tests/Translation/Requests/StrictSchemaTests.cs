using System.Text.Json;
using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>Which schemas OpenAI's strict mode takes as they are. A case is the schema of one required property.</summary>
public sealed class StrictSchemaTests
{
    [Theory]
    [InlineData("""{"type":"string","title":"t","description":"d","pattern":"^a"}""")]
    [InlineData("""{"type":"number","multipleOf":2,"minimum":1,"maximum":3,"exclusiveMinimum":0,"exclusiveMaximum":4}""")]
    [InlineData("""{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":2}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""")]
    [InlineData("""{"type":["object","null"],"properties":{},"additionalProperties":false}""")]
    [InlineData("""{"enum":["a"]}""")]
    [InlineData("""{"const":1}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""")]
    [InlineData("""{"$ref":"#/$defs/x"}""")]
    [InlineData("""{"type":"string","$schema":"s","$defs":{"x":{"type":"string"}},"definitions":{"x":{"type":"string"}}}""")]
    public void KnownKeywords_Qualify(string property) => Assert.True(Qualifies(property));

    [Theory]
    [InlineData("date-time")]
    [InlineData("time")]
    [InlineData("date")]
    [InlineData("duration")]
    [InlineData("email")]
    [InlineData("hostname")]
    [InlineData("ipv4")]
    [InlineData("ipv6")]
    [InlineData("uuid")]
    public void KnownFormats_Qualify(string format) => Assert.True(Qualifies($$"""{"type":"string","format":"{{format}}"}"""));

    [Theory]
    [InlineData("{}")]
    [InlineData("true")]
    [InlineData("""{"description":"no type"}""")]
    [InlineData("""{"type":"string","format":"uri"}""")]
    [InlineData("""{"type":"string","minLength":1}""")]
    [InlineData("""{"type":"object"}""")]
    [InlineData("""{"type":["object","null"]}""")]
    [InlineData("""{"type":"object","properties":{}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["a"],"additionalProperties":false}""")]
    [InlineData("""{"anyOf":[{"type":"string"}],"properties":{"a":{"type":"string"}}}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"string","minLength":1}]}""")]
    [InlineData("""{"type":"array","items":{"type":"object"}}""")]
    [InlineData("""{"type":"string","$defs":{"x":{"type":"object"}}}""")]
    [InlineData("""{"type":"string","definitions":{"x":{"type":"object"}}}""")]
    public void WhatWouldBeRefusedOrMeanSomethingElse_DoesNotQualify(string property) => Assert.False(Qualifies(property));

    [Theory]
    [InlineData("""{"type":"array","items":{"type":"string"}}""")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""")]
    [InlineData("\"no schema\"")]
    public void RootThatIsNoObject_DoesNotQualify(string schema) => Assert.False(StrictSchema.Qualifies(JsonElement.Parse(schema)));

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public void TenLevels_AreTheMost(int arrays, bool qualifies) =>
        Assert.Equal(qualifies, Qualifies(string.Concat(Enumerable.Repeat("""{"type":"array","items":""", arrays)) + """{"type":"string"}""" + new string('}', arrays)));

    private static bool Qualifies(string property) =>
        StrictSchema.Qualifies(JsonElement.Parse($$"""{"type":"object","properties":{"p":{{property}} },"required":["p"],"additionalProperties":false}"""));
}
