using Router.Api.Import;
using Xunit;

namespace Router.Api.Tests.Import;

/// <summary>What claude-code-router says of models and routes beside their names.</summary>
public sealed class RouterFileImportTests
{
    [Fact]
    public void TierOfAModelWithALimit_LeadsToItsEntry()
    {
        ImportResult result = With("""{ "use": [["maxtoken", { "max_tokens": 16384 }]] }""", "\"default\": \"one, a/b\", \"background\": \"one,not-listed\"");

        Assert.Contains("\"maxOutputTokens\": 16384", result.Text, StringComparison.Ordinal);
        Imported.Has(result, "tiers/opus", "\"one,a/b\"");
        Imported.Has(result, "tiers/default", "\"one,a/b\"");
        Imported.Has(result, "tiers/haiku", "\"one/not-listed\"");
    }

    [Fact]
    public void RouteThatLeadsNowhere_IsToldOnce()
    {
        ImportResult result = With("{}", "\"background\": \"nobody,x\", \"default\": \"nobody,y\"");

        Assert.Single(result.Notes, note => note.Origin == "config.json Router.background");
        Assert.Single(result.Notes, note => note.Origin == "config.json Router.default");
    }

    [Theory]
    [InlineData("deepseek", "Nothing is needed")]
    [InlineData("openrouter", "Nothing is needed")]
    [InlineData("groq", "Nothing is needed")]
    [InlineData("OpenAI", "Nothing is needed")]
    [InlineData("Anthropic", "Nothing more is needed")]
    [InlineData("reasoning", "Nothing is needed")]
    [InlineData("cleancache", "Nothing is needed")]
    [InlineData("streamoptions", "Nothing is needed")]
    [InlineData("gemini", "chat completions")]
    [InlineData("tooluse", "no counterpart")]
    [InlineData("enhancetool", "no counterpart")]
    [InlineData("forcereasoning", "no counterpart")]
    [InlineData("sampling", "extraBody")]
    [InlineData("customparams", "extraBody")]
    public void NamedTransformer_IsTold(string name, string words)
    {
        ImportResult result = With($$"""{ "use": ["{{name}}"] }""", "");

        Assert.Contains(words, Assert.Single(result.Notes, note => note.Kind == ImportNoteKind.LeftOut).Text, StringComparison.Ordinal);
        Assert.Contains(result.Notes, note => note.Origin == $"config.json Providers[0].transformer {name}");
    }

    [Theory]
    [InlineData("a/b", "tooluse", "no counterpart")]
    [InlineData("a/b", "Anthropic", "a provider of its own")]
    [InlineData("c", "tooluse", "does not have")]
    public void TransformerOfAModel_IsToldWithTheModel(string model, string name, string words)
    {
        ImportResult result = With($$"""{ "{{model}}": { "use": ["{{name}}"] } }""", "");

        ImportNote told = Assert.Single(result.Notes, note => note.Kind == ImportNoteKind.LeftOut);
        Assert.StartsWith($"config.json Providers[0].transformer.{model}", told.Origin, StringComparison.Ordinal);
        Assert.Contains(words, told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void GeminiItself_IsAskedAtItsChatCompletions()
    {
        ImportResult result = With("""{ "use": ["gemini"] }""", "", "https://generativelanguage.googleapis.com/v1beta/models/");

        Assert.Contains("Nothing is needed", Assert.Single(result.Notes, note => note.Kind == ImportNoteKind.LeftOut).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""["openrouter", { "provider": { "only": ["x"] }, "secret-of": "s3cr3t" }]""", "secret-of")]
    [InlineData("""["customparams", { "enable_thinking": false, "top": 1 }]""", "enable_thinking, top")]
    [InlineData("""["sampling", { "top_p": 0.5 }]""", "top_p")]
    public void OptionsThatAreNotCarriedOver_AreNamed(string use, string options)
    {
        ImportResult result = With($$"""{ "use": [{{use}}] }""", "");

        string text = Assert.Single(result.Notes, note => note.Kind == ImportNoteKind.LeftOut).Text;
        Assert.Contains($"({options})", text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", text, StringComparison.Ordinal);
    }

    [Fact]
    public void PortThatIsNone_IsTold()
    {
        ImportResult result = Imported.From("config.json", """{ "PORT": "abc", "Providers": [ { "name": "one", "api_base_url": "https://llm.example.com/v1", "api_key": "$ONE" } ] }""");

        Imported.Has(result, "listen", "\"http://127.0.0.1:3456\"");
        Assert.Contains(result.Notes, note => note is { Kind: ImportNoteKind.LeftOut, Origin: "config.json PORT" });
    }

    private static ImportResult With(string transformer, string routes, string url = "https://llm.example.com/v1/chat/completions") => Imported.From("config.json", $$"""
        {
          "Providers": [ { "name": "one", "api_base_url": "{{url}}", "api_key": "$ONE_KEY", "models": ["a/b"], "transformer": {{transformer}} } ],
          "Router": { {{routes}} },
        }
        """);
}
