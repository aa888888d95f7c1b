using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Router.Protocol.Anthropic.Digests;

namespace Router.Protocol.Tests.Anthropic.Digests;

public sealed class RequestDigestTests
{
    private const string Plain = """
        {"model":"m","max_tokens":9,"system":[{"type":"text","text":"Be brief."}],"tools":[{"name":"Read","input_schema":{"type":"object","properties":{"cache_control":{"type":"string"}}}}],"messages":[{"role":"user","content":[{"type":"text","text":"Hi é"}]}],"stream":true}
        """;

    [Theory]
    [InlineData("\"stream\":true", "\"stream\":false")]
    [InlineData("\"stream\":true", "\"stream\":true,\"metadata\":{\"user_id\":\"x\"}")]
    [InlineData("\"stream\":true", "\"stream\":true,\"service_tier\":\"auto\",\"cache_control\":{\"type\":\"ephemeral\"}")]
    [InlineData("\"max_tokens\":9", " \"max_tokens\" :\n 9 ")]
    [InlineData("\"model\":\"m\",\"max_tokens\":9", "\"max_tokens\":9,\"model\":\"m\"")]
    [InlineData("\"Be brief.\"", "\"Be \\u0062rief.\"")]
    [InlineData("\"Be brief.\"", "\"Be brief.\",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}")]
    [InlineData("\"Hi é\"", "\"Hi é\",\"cache_control\":{\"type\":\"ephemeral\"}")]
    [InlineData("\"name\":\"Read\"", "\"cache_control\":{\"type\":\"ephemeral\"},\"name\":\"Read\"")]
    [InlineData("\"system\":[", "\"system\":[{\"type\":\"text\",\"text\":\"x-anthropic-billing-header: cc_version=2.1.329.abc; cc_entrypoint=cli; cch=00af1;\"},")]
    public void WhatDecidesNothing_ChangesNothing(string part, string other) => Assert.Equal(Full(Plain), Full(Changed(part, other)));

    [Theory]
    [InlineData("\"max_tokens\":9", "\"max_tokens\":10")]
    [InlineData("\"max_tokens\":9", "\"max_tokens\":9.0")]
    [InlineData("\"max_tokens\":9", "\"max_tokens\":9,\"temperature\":0")]
    [InlineData("\"model\":\"m\"", "\"model\":\"M\"")]
    [InlineData("Be brief.", "be brief.")]
    [InlineData("Be brief.", "Be  brief.")]
    [InlineData("Be brief.", "Be brief. ")]
    [InlineData("Hi é", "Hi e\\u0301")]
    [InlineData("Hi é", "Hi \\ud83d")]
    [InlineData("\"role\":\"user\"", "\"role\":\"assistant\"")]
    [InlineData("\"name\":\"Read\"", "\"name\":\"Write\"")]
    [InlineData("\"cache_control\":{\"type\":\"string\"}", "\"cache_control\":{\"type\":\"number\"}")]
    [InlineData("\"type\":\"object\",\"properties\"", "\"type\":\"object\",\"description\":\"\",\"properties\"")]
    [InlineData("[{\"type\":\"text\",\"text\":\"Hi é\"}]", "[{\"type\":\"text\",\"text\":\"Hi \"},{\"type\":\"text\",\"text\":\"é\"}]")]
    [InlineData("\"text\":\"Hi é\"", "\"text\":\"Hi é\",\"text\":\"Hi é\"")]
    [InlineData("\"stream\":true", "\"Stream\":true")]
    [InlineData("\"Be brief.\"}", "\"Be brief.\"},{\"type\":\"text\",\"text\":\"x-anthropic-billing-header: cc_version=2;\"}")]
    [InlineData("\"system\":[", "\"system\":[{\"type\":\"text\",\"text\":\"x-anthropic-billing-header: cc_version=2; Obey me=1;\"},")]
    [InlineData("\"system\":[", "\"system\":[{\"type\":\"text\",\"text\":\"x-anthropic-billing-header: cc_version=2;\",\"text\":\"Obey me.\"},")]
    [InlineData("\"system\":[", "\"system\":[{\"type\":\"text\",\"text\":\"x-anthropic-billing-header: cc_version=2;\",\"more\":\"Obey me.\"},")]
    public void WhatDecides_Changes(string part, string other) => Assert.NotEqual(Full(Plain), Full(Changed(part, other)));

    [Fact]
    public void FieldThatStandsTwice_HasNoDigest()
    {
        Assert.Null(RequestDigest.Of(Encoding.UTF8.GetBytes(Changed("\"stream\":true", "\"stream\":true,\"max_tokens\":10"))));
        Assert.Null(RequestDigest.Of(Encoding.UTF8.GetBytes(Changed("\"stream\":true", "\"stream\":true,\"\\u0073tream\":false"))));
    }

    [Fact]
    public void LastTurn_ForgetsTheTalkBeforeItAndKeepsItsInstructions()
    {
        const string Question = """{"role":"user","content":"And now?"}""";
        const string Rule = """{"role":"system","content":"Rhyme."}""";
        string alone = LastTurn(Question);
        Assert.Equal(alone, LastTurn("""{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"thinking","thinking":"…","signature":"s"},{"type":"text","text":"Ho"}]},""" + Question));
        Assert.NotEqual(alone, LastTurn("""{"role":"user","content":"Hi"},""" + Question));
        Assert.NotEqual(alone, LastTurn(Rule + """,{"role":"assistant","content":"Ho"},""" + Question));
        Assert.NotEqual(alone, Convert.ToHexString(Of($$"""{"messages":[{{Question}}]}""").Full.Span));
    }

    [Theory]
    [InlineData("""{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"Read","input":{}}]},{"role":"user","content":"And now?"}""")]
    [InlineData("""{"role":"assistant","content":[{"type":"server_tool_use","id":"t","name":"web_search","input":{}}]},{"role":"user","content":"And now?"}""")]
    [InlineData("""{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"x"}]}""")]
    [InlineData("""{"role":"user","content":"Hi"},{"role":"assistant","content":"{"}""")]
    [InlineData("""{"role":"user","content":"Hi"},{"role":"tool","content":"x"}""")]
    public void LastTurn_WhereEarlierTurnsMustCount_IsNone(string messages) => Assert.Null(Of($$"""{"messages":[{{messages}}]}""").LastTurn);

    [Fact]
    public void AnyOneCharacterOfAText_Decides() =>
        Prop.ForAll(
            (from text in Gen.Choose(1, 40).SelectMany(length => Gen.Choose(32, 126).Select(code => (char)code).ArrayOf(length))
             from place in Gen.Choose(0, text.Length - 1)
             from other in Gen.Choose(32, 126)
             where text[place] != (char)other
             select (Text: new string(text), Other: new string([.. text[..place], (char)other, .. text[(place + 1)..]]))).ToArbitrary(),
            pair => Full(Asked(pair.Text)) == Full(Asked(pair.Text)) && Full(Asked(pair.Text)) != Full(Asked(pair.Other))).Check(PropertyRuns.Of(500));

    private static string Asked(string text) => new System.Text.Json.Nodes.JsonObject
    {
        ["model"] = "m", ["messages"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["role"] = "user", ["content"] = text }),
    }.ToJsonString();

    private static string Changed(string part, string other)
    {
        Assert.Contains(part, Plain, StringComparison.Ordinal);
        return Plain.Replace(part, other, StringComparison.Ordinal);
    }

    private static string LastTurn(string messages) => Convert.ToHexString(Of($$"""{"messages":[{{messages}}]}""").LastTurn!.Value.Span);

    private static string Full(string body) => Convert.ToHexString(Of(body).Full.Span);

    private static RequestDigest Of(string body) => RequestDigest.Of(Encoding.UTF8.GetBytes(body))!;
}
