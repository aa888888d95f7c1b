using System.Text.Json.Nodes;
using Router.Core.Tests.Configuration;

namespace Router.Core.Tests.Schema;

/// <summary>Values that patterns and limits decide on: the schema and the loader agree.</summary>
public sealed class SchemaValueTests
{
    [Theory]
    [InlineData("\"commitAfter\": \"500ms\"", true)]
    [InlineData("\"commitAfter\": \"1.5s\"", true)]
    [InlineData("\"commitAfter\": \"2m\"", true)]
    [InlineData("\"commitAfter\": \"15\"", false)]
    [InlineData("\"commitAfter\": \"15 s\"", false)]
    [InlineData("\"commitAfter\": \"-5s\"", false)]
    [InlineData("\"commitAfter\": 15", false)]
    [InlineData("\"cache\": { \"maxBytes\": 1 }", true)]
    [InlineData("\"cache\": { \"maxBytes\": \"1.5G\" }", true)]
    [InlineData("\"cache\": { \"maxBytes\": \"8kb\" }", false)]
    [InlineData("\"cache\": { \"maxBytes\": \"\" }", false)]
    [InlineData("\"cache\": { \"maxBytes\": 0 }", false)]
    [InlineData("\"cache\": { \"maxBytes\": 1.5 }", false)]
    [InlineData("\"access\": \"Keys\"", false)]
    [InlineData("\"state\": \"\"", false)]
    [InlineData("\"hosts\": [\"\"]", false)]
    [InlineData("\"hosts\": [\"http://router.example.com/\"]", false)]
    [InlineData("\"hosts\": [\"router.example.com\", \"10.0.0.1\"]", true)]
    [InlineData("\"keys\": [ { \"key\": \"env:A\", \"user\": \"ann.b_c@d+e-f\", \"team\": \"core\", \"tenant\": \"acme\" } ]", true)]
    [InlineData("\"keys\": [ { \"key\": \"env:A\", \"user\": \"bad id/../x\" } ]", false)]
    [InlineData("\"keys\": [ { \"key\": \"env:A\", \"user\": \"a\", \"team\": \"t x\" } ]", false)]
    [InlineData("\"keys\": [ { \"key\": \"env:A\", \"user\": \"a\", \"tenant\": \"-t\" } ]", false)]
    [InlineData("\"tenants\": { \"x\": { \"budget\": { \"usd\": 0, \"per\": \"day\" } } }", false)]
    [InlineData("\"providers\": { \"p\": {} }", false)]
    [InlineData("\"providers\": { \"p\": { \"style\": \"openai\" } }", false)]
    [InlineData("\"providers\": { \"p\": { \"baseUrl\": \"http://x\" } }", false)]
    [InlineData("\"providers\": { \"p\": { \"style\": \"openai\", \"baseUrl\": \"http://x\" } }", true)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"kimi\" } }", true)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"nobody\" } }", false)]
    [InlineData("\"providers\": { \"p/q\": { \"preset\": \"glm\" } }", false)]
    [InlineData("\"providers\": { \"\": { \"preset\": \"glm\" } }", false)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"glm\", \"baseUrl\": \"x.example\" } }", false)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"glm\", \"baseUrl\": \"https://u:p@x.example\" } }", false)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"glm\", \"baseUrl\": \"https://x.example/v1?a=b\" } }", false)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"glm\", \"baseUrl\": \"https://x.example/v1/\" } }", true)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"glm\", \"headers\": { \"a b\": \"c\" } } }", false)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"glm\", \"headers\": { \"a\": \"b\\nc\" } } }", false)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"glm\", \"headers\": { \"a\": \"b\\tc\" } } }", true)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"glm\", \"extraBody\": { \"model\": 1 } } }", false)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"glm\", \"extraBody\": { \"models\": { \"any\": [null] } } } }", true)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"glm\", \"removeFields\": [\"messages\"] } }", false)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"glm\", \"retries\": 11 } }", false)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"glm\", \"limits\": { \"concurrency\": 0 } } }", false)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"glm\", \"limits\": { \"tokensPerMinute\": 9000000000 } } }", true)]
    [InlineData("\"providers\": { \"p\": { \"preset\": \"glm\", \"capabilities\": { \"toolNameLimit\": 15 } } }", false)]
    [InlineData("\"models\": { \"m\": {} }", false)]
    [InlineData("\"models\": { \"m\": { \"targets\": [] } }", false)]
    [InlineData("\"models\": { \"m\": { \"targets\": [{ \"weight\": 1 }] } }", false)]
    [InlineData("\"keys\": [ { \"user\": \"a\" } ]", false)]
    [InlineData("\"keys\": [ { \"key\": \"env:A\" } ]", false)]
    [InlineData("\"keys\": [ { \"key\": \"env:A\", \"user\": \"a\", \"budget\": { \"usd\": 1 } } ]", false)]
    [InlineData("\"keys\": [ { \"key\": \"env:A\", \"user\": \"a\", \"budget\": { \"usd\": 0.5, \"per\": \"day\" } } ]", true)]
    public void Value_IsJudgedAlike(string member, bool valid)
    {
        string json = $$"""{ {{member}} }""";

        Assert.Equal(valid, JsonSchema.Router.IsValid(JsonNode.Parse(json)));
        Assert.Equal(valid, Loaded.Result(json).Errors.IsEmpty);
    }
}
