using Router.Core.Configuration;

namespace Router.Core.Tests.Configuration.Loading;

public sealed class WrongTypeTests
{
    [Theory]
    [InlineData("listen", "8787", "must be a text in quotes")]
    [InlineData("listen", "\"\"", "must be a text in quotes that is not empty")]
    [InlineData("access", "true", "must be one of \"keys\", \"open\"")]
    [InlineData("hosts", "\"a\"", "must be a list in square brackets")]
    [InlineData("state", "[]", "must be a text in quotes")]
    [InlineData("secrets", "\"x\"", "must be an object in braces")]
    [InlineData("providers", "[]", "must be an object in braces")]
    [InlineData("models", "7", "must be an object in braces")]
    [InlineData("tiers", "[]", "must be an object in braces")]
    [InlineData("rewriteModel", "1", "must be true or false, without quotes")]
    [InlineData("commitAfter", "15", "must be a duration such as \"500ms\", \"5s\", \"2m\", \"1h\" or \"30d\", at least 100ms, at most 1d")]
    [InlineData("commitAfter", "\"50ms\"", "must be a duration such as \"500ms\", \"5s\", \"2m\", \"1h\" or \"30d\", at least 100ms, at most 1d")]
    [InlineData("keys", "{}", "must be a list in square brackets")]
    [InlineData("tenants", "[]", "must be an object in braces")]
    [InlineData("prices", "1", "must be an object in braces")]
    [InlineData("spend", "\"closed\"", "must be an object in braces")]
    [InlineData("cache", "\"off\"", "must be an object in braces")]
    [InlineData("retention", "\"30d\"", "must be an object in braces")]
    [InlineData("admin", "\"key\"", "must be an object in braces")]
    public void RootKey_OfTheWrongType_IsToldTheRightOne(string key, string value, string text) =>
        Assert.Equal(new ConfigProblem(key, text), Loaded.Problem($$"""{ "{{key}}": {{value}} }"""));

    [Theory]
    [InlineData("tenants.a.priceMultiplier", """ "tenants": { "a": { "priceMultiplier": 1001 } } """, "must be at most 1000")]
    [InlineData("tenants.a.teams.Core", """ "tenants": { "a": { "teams": { "core": {}, "Core": {} } } } """, "is there already in other letter case; keep one of them")]
    [InlineData("tenants", """ "tenants": { "a": {}, "A": {} } """, "names a tenant twice in different letter case; keep one of them")]
    [InlineData("tenants.a.users.ann.budget", """ "tenants": { "a": { "users": { "ann": { "budget": { "per": "day" } } } } } """, "needs \"usd\" and \"per\", for example { \"usd\": 50, \"per\": \"month\" }")]
    [InlineData("tenants.a.budget.usd", """ "tenants": { "a": { "budget": { "usd": 2000000000, "per": "day" } } } """, "must be at most a billion dollars; leave the budget out for none")]
    [InlineData("tenants.a.budget.usd", """ "tenants": { "a": { "budget": { "usd": 0, "per": "day" } } } """, "must be more than 0; leave the budget out for none")]
    [InlineData("retention.logs", """ "retention": { "logs": "1h" } """, "must be a duration such as \"500ms\", \"5s\", \"2m\", \"1h\" or \"30d\", at least 1d")]
    [InlineData("cache.ttl", """ "cache": { "ttl": "1ms" } """, "must be a duration such as \"500ms\", \"5s\", \"2m\", \"1h\" or \"30d\", at least 1s")]
    [InlineData("hosts[0]", """ "hosts": ["http://foo/"] """, "must be a host name such as \"router.example.com\", without \"http://\", port and path")]
    [InlineData("keys[0].user", """ "keys": [ { "key": "env:A", "user": "bad id/../x" } ] """, "must be 1 to 64 letters, digits and . _ @ + -, beginning with a letter or digit")]
    [InlineData("keys[0].team", """ "keys": [ { "key": "env:A", "user": "a", "team": "t x" } ] """, "must be 1 to 64 letters, digits and . _ @ + -, beginning with a letter or digit")]
    [InlineData("tenants.a.budget.softAt", """ "tenants": { "a": { "budget": { "usd": 2, "per": "day", "softAt": 0 } } } """, "must be a whole number from 1 to 100")]
    [InlineData("prices.glm", """ "prices": { "glm": { "input": 1 } } """, "must be named provider/model, for example \"deepseek/deepseek-chat\" or \"*/qwen3*\", or \"unknown\" for models that nobody knows")]
    public void TenantsAndPrices_ThatCantBe_AreToldTheFix(string key, string members, string text) =>
        Assert.Equal(new ConfigProblem(key, text), Loaded.Problem($"{{{members}}}"));

    [Theory]
    [InlineData("credentials", "\"env:A\"", "credentials", "must be a list in square brackets")]
    [InlineData("credentials", "[1]", "credentials[0]", "must be a text in quotes")]
    [InlineData("path", "1", "path", "must be a text in quotes")]
    [InlineData("auth", "\"basic\"", "auth", "\"basic\" is none of \"api-key\", \"bearer\", \"none\", \"x-api-key\"")]
    [InlineData("headers", "[]", "headers", "must be an object in braces")]
    [InlineData("headers", "{ \"X-A\": 1 }", "headers.X-A", "must be a text in quotes")]
    [InlineData("headers", "{ \"X A\": \"1\" }", "headers[\"X A\"]", "is not a header name; use letters, digits and \"-\"")]
    [InlineData("query", "{ \"a\": true }", "query.a", "must be a text in quotes")]
    [InlineData("extraBody", "[]", "extraBody", "must be an object in braces")]
    [InlineData("limits", "{ \"concurrency\": 0 }", "limits.concurrency", "must be a whole number from 1 to 2147483647")]
    [InlineData("limits", "{ \"requestsPerMinute\": \"60\" }", "limits.requestsPerMinute", "must be a whole number from 1 to 2147483647")]
    [InlineData("limits", "{ \"tokensPerMinute\": 1.5 }", "limits.tokensPerMinute", "must be a whole number from 1 to 9223372036854775807")]
    [InlineData("retries", "11", "retries", "must be a whole number from 0 to 10")]
    [InlineData("retries", "-1", "retries", "must be a whole number from 0 to 10")]
    [InlineData("stream", "\"on\"", "stream", "must be true or false, without quotes")]
    [InlineData("cooldown", "true", "cooldown", "must be one of \"off\", \"on\"")]
    [InlineData("breaker", "\"of\"", "breaker", "\"of\" is none of \"off\", \"on\"; did you mean \"off\"?")]
    [InlineData("timeouts", "{ \"idle\": \"1ms\" }", "timeouts.idle", "must be a duration such as \"500ms\", \"5s\", \"2m\", \"1h\" or \"30d\", at least 10ms, at most 1d")]
    [InlineData("capabilities", "{ \"images\": \"yes\" }", "capabilities.images", "must be true or false, without quotes")]
    [InlineData("capabilities", "{ \"toolNameLimit\": 8 }", "capabilities.toolNameLimit", "must be a whole number from 16 to 1024")]
    [InlineData("capabilities", "{ \"schema\": \"loose\" }", "capabilities.schema", "\"loose\" is none of \"full\", \"gemini\", \"strict\"")]
    public void ProviderKey_OfTheWrongType_IsToldTheRightOne(string key, string value, string path, string text) =>
        Assert.Equal(new ConfigProblem($"providers.p.{path}", text), Loaded.Problem($$"""{ "providers": { "p": { "preset": "openai", "{{key}}": {{value}} } } }"""));

    [Theory]
    [InlineData("\"targets\": \"p/m\"", "targets", "must be a list in square brackets")]
    [InlineData("\"targets\": [7]", "targets[0]", "must be an object in braces")]
    [InlineData("\"targets\": [{}]", "targets[0]", "needs \"target\", for example \"deepseek/deepseek-chat\"")]
    [InlineData("\"targets\": [{ \"target\": \"p/m\", \"weight\": 0 }]", "targets[0].weight", "must be a whole number from 1 to 1000000")]
    [InlineData("\"targets\": [\"p/m\"], \"price\": { \"input\": -1 }", "price.input", "must be a number of 0 or more")]
    [InlineData("\"targets\": [\"p/m\"], \"price\": { \"input\": \"1\" }", "price.input", "must be a number of 0 or more")]
    [InlineData("\"targets\": [\"p/m\"], \"contextWindow\": 0", "contextWindow", "must be a size such as 8000, \"8k\" or \"256m\"")]
    [InlineData("\"targets\": [\"p/m\"], \"reasoningEffort\": 3", "reasoningEffort", "must be one of \"minimal\", \"low\", \"medium\", \"high\", \"xhigh\", \"max\"")]
    [InlineData("\"targets\": [\"p/m\"], \"strategy\": \"cheap\"", "strategy", "\"cheap\" is none of \"cheapest\", \"fastest\", \"ordered\", \"weighted\"")]
    public void ModelKey_OfTheWrongType_IsToldTheRightOne(string members, string path, string text) =>
        Assert.Equal(new ConfigProblem($"models.m.{path}", text), Loaded.Problem($$"""{ "providers": { "p": { "preset": "glm" } }, "models": { "m": { {{members}} } } }"""));

    [Fact]
    public void ModelWithoutTargets_IsToldWhatItNeeds() =>
        Assert.Equal("models.m: needs \"targets\", for example [\"anthropic/claude-sonnet-4-6\"]", Loaded.Problem("""{ "models": { "m": {} } }""").ToString());

    [Theory]
    [InlineData("\"user\": \"a\"", "keys[0]: needs \"key\", for example \"env:ALICE_KEY\"")]
    [InlineData("\"key\": \"env:A\", \"user\": \"a\", \"budget\": { \"usd\": 5 }", "keys[0].budget: needs \"usd\" and \"per\", for example { \"usd\": 50, \"per\": \"month\" }")]
    [InlineData("\"key\": \"env:A\", \"user\": \"a\", \"budget\": { \"usd\": 5, \"per\": \"year\" }", "keys[0].budget.per: must be one of \"day\", \"week\", \"month\"")]
    [InlineData("\"key\": \"short\", \"user\": \"a\"", "keys[0].key: is too short to be a secret; use at least 8 characters, or env:NAME")]
    public void ClientKey_ThatIsWrong_IsToldTheFix(string members, string problem) =>
        Assert.Equal(problem, Loaded.Problem($$"""{ "keys": [ { {{members}} } ] }""").ToString());
}
