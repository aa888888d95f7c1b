using Router.Core.Configuration;
using Router.Core.Configuration.Loading;

namespace Router.Core.Tests.Configuration.Loading;

public sealed class EveryProblemTests
{
    private const string TenMistakes = """
        {
          "acess": "keys",
          "rewriteModel": "yes",
          "commitAfter": "15 seconds",
          "providers": {
            "a": { "preset": "deepsek" },
            "b": { "style": "anthropic", "baseUrl": "ftp://example.com" },
            "c": { "preset": "openai", "retries": 99, "timeouts": { "conect": "5s" } }
          },
          "models": { "m": { "targets": [] } },
          "keys": [ { "key": "env:ALICE" } ],
          "cache": { "maxBytes": "lots" }
        }
        """;

    [Theory]
    [InlineData("acess", "did you mean \"access\"?")]
    [InlineData("rewriteModel", "must be true or false, without quotes")]
    [InlineData("commitAfter", "must be a duration such as \"500ms\", \"5s\"")]
    [InlineData("providers.a.preset", "\"deepsek\" is not a preset; did you mean \"deepseek\"?")]
    [InlineData("providers.b.baseUrl", "must be a whole URL such as \"https://api.example.com/v1\"")]
    [InlineData("providers.c.retries", "must be a whole number from 0 to 10")]
    [InlineData("providers.c.timeouts.conect", "did you mean \"connect\"?")]
    [InlineData("models.m.targets", "needs at least one target, for example")]
    [InlineData("keys[0]", "needs \"user\", for example \"alice\"")]
    [InlineData("cache.maxBytes", "must be a size such as 8000, \"8k\" or \"256m\"")]
    public void FileWithTenMistakes_NamesEachWithItsFix(string key, string fix)
    {
        ConfigResult result = Loaded.Result(TenMistakes);

        ConfigProblem problem = Assert.Single(result.Errors, problem => string.Equals(problem.Key, key, StringComparison.Ordinal));
        Assert.Contains(fix, problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void FileWithTenMistakes_HasTenProblemsAndNoConfiguration()
    {
        ConfigResult result = Loaded.Result(TenMistakes);

        Assert.Null(result.Config);
        Assert.True(result.Errors.Length == 10, string.Join('\n', result.Errors));
    }

    [Fact]
    public void BadTargets_AreToldTogetherWithTheRest() =>
        Assert.Equal(
            ["commitAfter", "models.m.targets[0]", "providers.a.retries", "tiers.opus"],
            Loaded.Result("""
                { "commitAfter": 15, "providers": { "a": { "preset": "glm", "retries": 99 } },
                  "models": { "m": { "targets": ["b/x", "a/x"] } }, "tiers": { "opus": "n", "sonnet": "a/x", "haiku": "m" } }
                """).Errors.Select(problem => problem.Key).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(""" "providers": { "p": 1 } """, "providers.p")]
    [InlineData(""" "providers": { "p": null } """, "providers.p")]
    [InlineData(""" "providers": { "p": {} } """, "providers.p")]
    [InlineData(""" "providers": { "p": { "style": "openai" } } """, "providers.p")]
    [InlineData(""" "providers": { "p": { "preset": "azure" } } """, "providers.p")]
    [InlineData(""" "providers": { "p": { "preset": "nothing-like-it" } } """, "providers.p.preset")]
    [InlineData(""" "providers": { "p/q": { "preset": "glm" } } """, "providers[\"p/q\"]")]
    [InlineData(""" "providers": [] """, "providers")]
    [InlineData(""" "provders": { "p": { "preset": "glm" } } """, "provders")]
    public void ProviderThatIsRefused_DrawsNoLinesForItsTargets(string providers, string key) =>
        Assert.Equal(key, Loaded.Problem($$"""{ {{providers}}, "models": { "m": { "targets": ["p/x", "p/q/x"] } }, "tiers": { "opus": "p/y", "haiku": "m" } }""").Key);

    [Theory]
    [InlineData(""" "models": { "m": 1 } """, "models.m")]
    [InlineData(""" "models": "m" """, "models")]
    [InlineData(""" "model": { "m": { "targets": ["p/x"] } } """, "model")]
    public void ModelThatIsRefused_DrawsNoLinesForItsName(string models, string key) =>
        Assert.Equal(key, Loaded.Problem($$"""{ "providers": { "p": { "preset": "glm" } }, {{models}}, "tiers": { "opus": "m" } }""").Key);

    [Fact]
    public void BadBaseUrlVariable_DrawsNoLinesForTheAliases() =>
        Assert.Contains("GLM_BASE_URL", Assert.Single(Loaded.WithoutFile(("GLM_API_KEY", "k"), ("GLM_BASE_URL", "nowhere")).Errors).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "acces": "open" }""", "acces", "did you mean \"access\"?")]
    [InlineData("""{ "Listen": "x" }""", "Listen", "did you mean \"listen\"?")]
    [InlineData("""{ "providers": { "p": { "preset": "openai", "baseurl": "x" } } }""", "providers.p.baseurl", "did you mean \"baseUrl\"?")]
    [InlineData("""{ "access": "opne" }""", "access", "did you mean \"open\"?")]
    [InlineData("""{ "cache": { "mode": "prefx" } }""", "cache.mode", "did you mean \"prefix\"?")]
    [InlineData("""{ "providers": { "p": { "preset": "openia" } } }""", "providers.p.preset", "did you mean \"openai\"?")]
    [InlineData("""{ "providers": { "p": { "style": "opnai", "baseUrl": "http://x" } } }""", "providers.p.style", "did you mean \"openai\"?")]
    public void Typo_GetsASuggestion(string json, string key, string suggestion)
    {
        ConfigProblem problem = Loaded.Problem(json);

        Assert.Equal(key, problem.Key);
        Assert.EndsWith(suggestion, problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "spend": { "zzz": 1 } }""", "is not a key that router.json knows here; known: onExhausted, onUnavailable, ownKeys")]
    [InlineData("""{ "access": "zzz" }""", "\"zzz\" is none of \"keys\", \"open\"")]
    [InlineData("""{ "cache": { "scope": "world" } }""", "must be one of \"user\", \"team\", \"tenant\"")]
    public void WordThatIsNearNothing_GetsTheList(string json, string text) => Assert.Equal(text, Loaded.Problem(json).Text);

    [Theory]
    [InlineData("""{ "hosts": ["a"], "hosts": ["b"] }""", "hosts")]
    [InlineData("""{ "providers": { "p": { "preset": "openai" }, "p": { "preset": "glm" } } }""", "providers.p")]
    [InlineData("""{ "tiers": { "opus": "p/m", "opus": "p/m" }, "providers": { "p": { "preset": "openai" } } }""", "tiers.opus")]
    [InlineData("""{ "models": { "a b": { "targets": ["p/m"] }, "a b": { "targets": ["p/m"] } }, "providers": { "p": { "preset": "openai" } } }""", "models[\"a b\"]")]
    public void KeyGivenTwice_IsRefused(string json, string key) =>
        Assert.Equal(new ConfigProblem(key, "is given twice; keep one of them"), Loaded.Problem(json));

    [Fact]
    public void Problem_ReadsAsKeyAndText()
    {
        Assert.Equal("a.b: is wrong", new ConfigProblem("a.b", "is wrong").ToString());
        Assert.Equal("is wrong", new ConfigProblem("", "is wrong").ToString());
    }
}
