using Router.Api.Import;
using Xunit;

namespace Router.Api.Tests.Import;

/// <summary>The <c>auth_key</c> of a cc-proxy.json: what the client sent with each request, and the proxy passed on where its model had no key of its own.</summary>
public sealed class WrapperImportTests
{
    private const string Models = """
        - model_id: own
          api_base: "http://127.0.0.1:9000/v1"
          api_key_name: LOCAL_KEY
        - model_id: clients
          api_base: "https://llm.example.com/v1"

        """;

    [Fact]
    public void EntrysOwnKey_Stays()
    {
        ImportResult result = With("own");

        Imported.Has(result, "providers/local/credentials", """["env:LOCAL_KEY"]""");
        Imported.Has(result, "keys", """[{"key":"env:ROUTER_CLIENT_KEY","user":"me"}]""");
        Assert.Contains(result.Notes, note => note.Kind == ImportNoteKind.Changed && note.Origin == "cc-proxy.json mine.auth_key" && note.Text.Contains("has a key of its own", StringComparison.Ordinal));
    }

    [Fact]
    public void KeyThatWasPassedOn_IsTheProvidersAndTheClients()
    {
        ImportResult result = With("clients");

        Imported.Has(result, "providers/example/credentials", """["env:EXAMPLE_API_KEY"]""");
        Imported.Has(result, "keys", """[{"key":"env:EXAMPLE_API_KEY","user":"me"}]""");
        Assert.Equal(["export LOCAL_KEY=…", "export EXAMPLE_API_KEY=…"], result.Notes.Where(note => note.Kind == ImportNoteKind.Export).Select(note => note.Text));
    }

    [Theory]
    [InlineData("https://api.moonshot.cn/anthropic", "env:MOONSHOT_API_KEY")]
    [InlineData("https://llm.example.com", "env:MINE_API_KEY")]
    public void EntryOfAProviderWithAKey_IsNotOpen(string url, string key)
    {
        ImportResult result = Imported.From("cc-proxy.json", $$"""{ "mine": { "base_url": "{{url}}", "auth_key": "a-secret-key", "model": "m" } }""");

        Imported.Has(result, "access", "null");
        Imported.Has(result, "keys", $$"""[{"key":"{{key}}","user":"me"}]""");
        Assert.Single(result.Notes, note => note.Kind == ImportNoteKind.Export);
    }

    [Fact]
    public void EntryWithoutAKey_IsOpenAsBefore()
    {
        ImportResult result = Imported.From("cc-proxy.json", """{ "mine": { "base_url": "https://llm.example.com", "model": "m" } }""");

        Imported.Has(result, "access", "\"open\"");
        Imported.Has(result, "providers/mine/credentials", """["client"]""");
    }

    [Fact]
    public void ProviderThatTakesTheClientsKey_IsToldWhereRoutersKeyGoes()
    {
        ImportResult result = With("own");

        Assert.Contains(result.Notes, note => note.Kind == ImportNoteKind.Changed && note.Text.Contains("\"example\"", StringComparison.Ordinal) && note.Text.Contains("x-router-key", StringComparison.Ordinal));
    }

    private static ImportResult With(string model) => Importer.Import(
        [new("models.yaml", Models), new("cc-proxy.json", $$"""{ "mine": { "base_url": "http://127.0.0.1:8082", "model": "{{model}}", "auth_key": "what-the-client-sent" } }""")]);
}
