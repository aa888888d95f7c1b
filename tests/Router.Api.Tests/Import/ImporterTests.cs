using Router.Api.Import;
using Xunit;

namespace Router.Api.Tests.Import;

/// <summary>What concerns whole files and several of them. That a result loads without errors, the importer itself checks in each test.</summary>
public sealed class ImporterTests
{
    private const string Requesty = """
        # one of several
        OPENAI_API_KEY="sk-requesty-secret"
        OPENAI_BASE_URL="https://router.requesty.ai/v1"
        BIG_MODEL="zai/GLM-4.6"
        MIDDLE_MODEL="zai/GLM-4.6"
        SMALL_MODEL="zai/GLM-4.6"
        PORT="8082"
        CUSTOM_HEADER_USER_AGENT="Mozilla/5.0 (compatible; ClaudeCodeProxy/1.0)"
        CUSTOM_HEADER_ACCEPT="application/json"
        ANTHROPIC_API_KEY="dummy"
        """;

    [Fact]
    public void SeveralEnvFiles_BecomeAProviderEach_WithNamesOfTheirOwn()
    {
        ImportResult result = Importer.Import(
        [
            new(".env-requesty-glm", Requesty),
            new(".env-requesty-kimi-k2", Requesty.Replace("8082", "8081", StringComparison.Ordinal).Replace("zai/GLM-4.6", "groq/moonshotai/Kimi-K2", StringComparison.Ordinal)),
        ]);

        Imported.Has(result, "providers/requesty-glm/headers", """{"User-Agent":"Mozilla/5.0 (compatible; ClaudeCodeProxy/1.0)","Accept":"application/json"}""");
        Imported.Has(result, "models/claude-requesty-glm/targets", """["requesty-glm/zai/GLM-4.6"]""");
        Imported.Has(result, "models/claude-requesty-kimi-k2/targets", """["requesty-kimi-k2/groq/moonshotai/Kimi-K2"]""");
        Imported.Has(result, "tiers/opus", "\"requesty-glm/zai/GLM-4.6\"");
        Imported.Has(result, "listen", "\"http://127.0.0.1:8082\"");
        Assert.Contains(result.Notes, note => note.Kind == ImportNoteKind.Changed && note.Text.Contains("port 8081", StringComparison.Ordinal) && note.Text.Contains("claude-requesty-kimi-k2", StringComparison.Ordinal));
        Assert.Contains(result.Notes, note => note.Kind == ImportNoteKind.Changed && note.Text.Contains("shorter than 8", StringComparison.Ordinal));
    }

    [Fact]
    public void Comments_SayWhereALineCameFrom()
    {
        ImportResult result = Imported.From(".env-requesty-glm", Requesty);

        Assert.Contains("\"listen\": \"http://127.0.0.1:8082\",  // .env-requesty-glm:7 PORT", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_AreNeverCopied_AndTheirVariablesAreTold()
    {
        ImportResult result = Imported.From(".env", Requesty);

        Assert.DoesNotContain("sk-requesty-secret", result.Text + string.Concat(result.Notes), StringComparison.Ordinal);
        Assert.Contains(result.Notes, note => note is { Kind: ImportNoteKind.Export, Text: "export OPENAI_API_KEY=…", Origin: "the value of .env:2 OPENAI_API_KEY" });
    }

    [Fact]
    public void SameVariableWithTwoSecrets_GetsTwoVariables()
    {
        ImportResult result = Importer.Import([new(".env-one", Requesty), new(".env-two", Requesty.Replace("sk-requesty-secret", "sk-other-secret", StringComparison.Ordinal))]);

        Imported.Has(result, "providers/one/credentials", """["env:OPENAI_API_KEY"]""");
        Imported.Has(result, "providers/two/credentials", """["env:TWO_API_KEY"]""");
    }

    [Fact]
    public void SecretInAnAddress_IsRefused()
    {
        ImportException refused = Assert.Throws<ImportException>(() => Imported.From(".env", "OPENAI_API_KEY=sk-in-the-url\nBIG_MODEL=b\nOPENAI_BASE_URL=https://llm.example.com/sk-in-the-url/v1"));

        Assert.DoesNotContain("sk-in-the-url", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownVariables_AreTold()
    {
        ImportResult result = Imported.From(".env", $"{Requesty}\nFROBNICATE=1\nnot a variable");

        Assert.Contains(result.Notes, note => note is { Kind: ImportNoteKind.LeftOut, Origin: ".env:11 FROBNICATE" });
        Assert.Contains(result.Notes, note => note is { Kind: ImportNoteKind.LeftOut, Origin: ".env:12" });
    }

    [Theory]
    [InlineData("TARGET_API_KEY=sk-some-key", "\"open\"")]
    [InlineData("TARGET_API_KEY=sk-some-key\nANTHROPIC_API_KEY=a-client-key", "null")]
    public void AccessIsOpen_OnlyWhereNoKeyWasAsked(string text, string access)
    {
        ImportResult result = Imported.From(".env", text);

        Imported.Has(result, "access", access);
    }

    [Fact]
    public void OpenToEveryone_BecomesOpenOnThisMachine_AndIsTold()
    {
        ImportResult result = Imported.From(".env", "TARGET_API_KEY=sk-some-key\nPROXY_HOST=0.0.0.0\nPROXY_PORT=8080");

        Imported.Has(result, "listen", "\"http://127.0.0.1:8080\"");
        Imported.Has(result, "access", "\"open\"");
        Assert.Contains(result.Notes, note => note.Kind == ImportNoteKind.Changed && note.Text.Contains("0.0.0.0", StringComparison.Ordinal));
    }

    [Fact]
    public void AzureDeployment_IsKeptInThePath()
    {
        ImportResult result = Imported.From(
            ".env", "OPENAI_API_KEY=azure-secret\nOPENAI_BASE_URL=https://mine.openai.azure.com/openai/deployments/gpt4\nAZURE_API_VERSION=2024-03-01-preview\nBIG_MODEL=gpt-4");

        Imported.Has(result, "providers/azure/preset", "\"azure\"");
        Imported.Has(result, "providers/azure/baseUrl", "\"https://mine.openai.azure.com/openai\"");
        Imported.Has(result, "providers/azure/path", "\"deployments/gpt4/chat/completions\"");
        Imported.Has(result, "providers/azure/query", """{"api-version":"2024-03-01-preview"}""");
    }

    [Fact]
    public void HeaderWithAKey_BecomesTheCredential()
    {
        ImportResult result = Imported.From(".env", "OPENAI_API_KEY=unused-key\nBIG_MODEL=b\nCUSTOM_HEADER_AUTHORIZATION=\"Bearer token-of-mine\"\nCUSTOM_HEADER_X_SECRET_THING=abc\nCUSTOM_HEADER_HOST=example.com");

        Imported.Has(result, "providers/openai/credentials", """["env:CUSTOM_HEADER_AUTHORIZATION_TOKEN"]""");
        Imported.Has(result, "providers/openai/headers", "null");
        Assert.Equal(3, result.Notes.Count(note => note.Kind == ImportNoteKind.LeftOut));
    }

    [Theory]
    [InlineData("X-Auth-Token", "looks like a secret")]
    [InlineData("Cookie", "looks like a secret")]
    [InlineData("X-Secret-Thing", "looks like a secret")]
    [InlineData("Authorization", "under \"credentials\"")]
    [InlineData("Host", "set by HTTP")]
    public void HeaderOfAModelThatIsASecret_IsLeftOutInTrueWords(string header, string words)
    {
        ImportResult result = Imported.From("models.yaml", $"- model_id: m\n  api_base: \"https://llm.example.com/v1\"\n  extra_headers:\n    {header}: s3cr3t-of-the-header\n    X-Title: mine\n");

        Assert.DoesNotContain("s3cr3t", result.Text + string.Concat(result.Notes), StringComparison.Ordinal);
        Imported.Has(result, "models/m/headers", """{"X-Title":"mine"}""");
        ImportNote told = Assert.Single(result.Notes, note => note.Origin == $"models.yaml:4 {header}");
        Assert.Contains(words, told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void FieldOfABodyThatIsASecret_IsLeftOut_AndTokensAreNone()
    {
        ImportResult result = Imported.From("models.yaml", "- model_id: m\n  api_base: \"https://llm.example.com/v1\"\n  extra_body: { api_key: s3cr3t-of-the-body, max_completion_tokens: 100 }\n");

        Assert.DoesNotContain("s3cr3t", result.Text, StringComparison.Ordinal);
        Imported.Has(result, "models/m/extraBody", """{"max_completion_tokens":100}""");
    }

    [Theory]
    [InlineData("$OPENAI_API_KEY", "sk-written-out", "env:OPENAI_API_KEY", "env:SECOND_API_KEY")]
    [InlineData("sk-written-out", "${OPENAI_API_KEY}", "env:OPENAI_API_KEY", "env:OPENAI_API_KEY_2")]
    [InlineData("$OPENAI_API_KEY", "${OPENAI_API_KEY}", "env:OPENAI_API_KEY", "env:OPENAI_API_KEY")]
    public void ReferenceAndSecret_NeverShareAVariable(string first, string second, string expectedFirst, string expectedSecond)
    {
        ImportResult result = Imported.From("config.json", $$"""
            { "Providers": [
                { "name": "first", "api_base_url": "https://api.openai.com/v1/chat/completions", "api_key": "{{first}}", "models": ["a"] },
                { "name": "second", "api_base_url": "https://api.openai.com/v1/chat/completions", "api_key": "{{second}}", "models": ["a"] } ] }
            """);

        Imported.Has(result, "providers/first/credentials", $"""["{expectedFirst}"]""");
        Imported.Has(result, "providers/second/credentials", $"""["{expectedSecond}"]""");
        Assert.Equal(expectedFirst == expectedSecond ? 1 : 2, result.Notes.Count(note => note.Kind == ImportNoteKind.Export));
    }

    [Theory]
    [InlineData("\"transformer\": \"deepseek\"", "", "Providers[0].transformer", "no object")]
    [InlineData("\"transformer\": { \"use\": \"deepseek\" }", "", "Providers[0].transformer.use", "no list")]
    [InlineData("\"transformer\": { \"m\": \"deepseek\" }", "", "Providers[0].transformer.m", "no object")]
    [InlineData("\"transformer\": { \"use\": [[]] }", "", null, "")]
    [InlineData("\"transformer\": { \"use\": [[\"maxtoken\", \"many\"], [\"openrouter\", 1], [[]], 5] }", "", null, "")]
    [InlineData("\"models\": \"m\"", "", "Providers[0].models", "no list")]
    [InlineData("\"models\": [\"m\"]", "\"default\": \"\"", "Router.default", "names no provider and model")]
    [InlineData("\"models\": [\"m\"]", "\"default\": null, \"background\": [1]", "Router.background", "names no provider and model")]
    public void RouterFile_WithAnotherShape_IsReadAsFarAsItGoes_AndTheRestIsTold(string member, string route, string? place, string words)
    {
        ImportResult result = Imported.From("config.json", $$"""
            { "Providers": [ { "name": "one", "api_base_url": "https://llm.example.com/v1/chat/completions", "api_key": "$ONE", {{member}} } ], "Router": { {{route}} } }
            """);

        Imported.Has(result, "providers/one/credentials", """["env:ONE"]""");
        Assert.True(place is null || result.Notes.Any(note => note.Origin == $"config.json {place}" && note.Text.Contains(words, StringComparison.Ordinal)), string.Join('\n', result.Notes));
    }

    [Fact]
    public void RouterThatIsNoObject_IsTold()
    {
        ImportResult result = Imported.From("config.json", """{ "Providers": [ { "name": "one", "api_base_url": "https://llm.example.com/v1", "api_key": "$ONE" } ], "Router": "one,m" }""");

        Assert.Contains(result.Notes, note => note.Origin == "config.json Router" && note.Text.Contains("no object of routes", StringComparison.Ordinal));
    }

    [Fact]
    public void WrapperEntryForThisMachine_GivesTheModelsProviderItsKey()
    {
        ImportResult result = Importer.Import(
        [
            new("models.yaml", "- model_id: seed-high\n  model_name: seed\n  api_base: \"https://ark.cn-beijing.volces.com/api/v3\"\n  reasoning_effort: high\n"),
            new("cc-proxy.json", """{ "doubao-high": { "base_url": "http://127.0.0.1:8083", "model": "seed-high", "auth_key": "ark-secret-key" } }"""),
        ]);

        Imported.Has(result, "providers/volcengine/credentials", """["env:VOLCENGINE_API_KEY"]""");
        Imported.Has(result, "tiers/haiku", "\"seed-high\"");
        Imported.Has(result, "listen", "\"http://127.0.0.1:8083\"");
    }

    [Fact]
    public void ModelsWithoutAKeyName_TakeTheClientsOwn()
    {
        ImportResult result = Imported.From("models.yaml", "- { model_id: a, api_base: \"https://api.moonshot.cn/anthropic\", direct: true }\n- { model_id: b, api_base: \"https://api.moonshot.cn/anthropic\", direct: true }\n");

        Imported.Has(result, "providers/moonshot", """{"preset":"moonshot","credentials":["client"]}""");
        Imported.Has(result, "models/b/targets", """["moonshot/b"]""");
        Imported.Has(result, "access", "\"open\"");
    }

    [Fact]
    public void RouterFile_KeepsLimitsRoutesAndReferences()
    {
        ImportResult result = Imported.From("config.json", """
            {
              "Providers": [
                { "name": "openrouter", "api_base_url": "https://openrouter.ai/api/v1/chat/completions", "api_key": "${OPENROUTER_API_KEY}", "models": ["a/b", "c"],
                  "transformer": { "use": [["openrouter", { "provider": { "only": ["x"] } }], ["maxtoken", { "max_tokens": 16384 }]], "c": { "use": [["maxtoken", { "max_tokens": 100 }], "tooluse"] } } },
                { "name": "gemini", "api_base_url": "https://generativelanguage.googleapis.com/v1beta/models/", "api_key": "gemini-secret", "models": ["g"], "transformer": { "use": ["gemini", "my-own"] } },
                { "name": "claude", "api_base_url": "https://api.anthropic.com/v1/messages", "api_key": "sk-ant-secret", "models": [], "transformer": { "use": ["Anthropic"] } },
                { "name": "ollama", "api_base_url": "http://localhost:11434/v1/chat/completions", "api_key": "ollama", "models": ["qwen2.5-coder:latest"] },
              ],
              "Router": { "default": "openrouter,a/b", "think": "openrouter,c", "longContext": "gemini,g", "longContextThreshold": 60000, "webSearch": "nobody,g", "image": "gemini,g", "odd": 1 },
            }
            """);

        Imported.Has(result, "providers/openrouter", """{"preset":"openrouter","credentials":["env:OPENROUTER_API_KEY"],"extraBody":{"provider":{"only":["x"]}}}""");
        Imported.Has(result, "models/openrouter,a~b", "null");
        Assert.Contains("\"openrouter,a/b\"", result.Text, StringComparison.Ordinal);
        Imported.Has(result, "models/openrouter,c/maxOutputTokens", "100");
        Imported.Has(result, "providers/gemini/credentials", """["env:GEMINI_API_KEY"]""");
        Imported.Has(result, "providers/claude/preset", "\"anthropic\"");
        Imported.Has(result, "providers/ollama/credentials", """["none"]""");
        Imported.Has(result, "tiers/haiku", "\"openrouter,a/b\"");
        Assert.Equal(11, result.Notes.Count(note => note.Kind == ImportNoteKind.LeftOut)); // six routes and five transformers
    }

    [Theory]
    [InlineData("models.yaml", "- model_id: [", "not valid YAML at line")]
    [InlineData("models.yaml", "a: b", "not a list of models")]
    [InlineData("config.json", "{ \"Providers\": [ }", "not valid JSON at line 1")]
    [InlineData("config.json", "{ \"some\": 1 }", "neither")]
    [InlineData("config.json", "{ \"Providers\": [], \"Providers\": [] }", "says \"Providers\" twice")]
    [InlineData("config.json", "{ \"Providers\": [ { \"name\": \"a\", \"name\": \"b\" } ] }", "says \"Providers[0].name\" twice")]
    [InlineData("config.json", "{ \"Providers\": [ { \"name\": \"\\ud800\" } ] }", "no whole character")]
    [InlineData(".env", "OPENAI_BASE_URL=not a url\nBIG_MODEL=b", "makes no valid router.json")]
    public void WhatCannotBeUnderstood_IsRefusedInASentence(string name, string text, string sentence)
    {
        Assert.Contains(sentence, Assert.Throws<ImportException>(() => Imported.From(name, text)).Message, StringComparison.Ordinal);
    }
}
