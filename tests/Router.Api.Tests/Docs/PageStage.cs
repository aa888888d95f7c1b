using Router.Tests;

namespace Router.Api.Tests.Docs;

/// <summary>What lies ready before a page's commands are run, as a reader would have it who came to that page.</summary>
internal sealed record PageStage
{
    /// <summary>The key that clients have there.</summary>
    public const string ClientKey = "sk-rtr-the-key-of-the-reader";

    private const string Answering = $$"""
        {
          "providers": { "anthropic": { "preset": "demo" }, "deepseek": { "preset": "demo" }, "glm": { "preset": "demo" } },
          "models": { "claude-haiku-4-5": { "targets": ["anthropic/instant", "deepseek/instant"] } },
          "tiers": { "default": "anthropic/instant" },
          "keys": [ { "key": "{{ClientKey}}", "user": "alice" } ],
          "admin": { "key": "env:ROUTER_ADMIN_KEY" }
        }
        """;

    /// <summary>The router.json of a gateway that runs already; null where the page starts its own, or runs none.</summary>
    public string? Running { get; init; } = Answering;

    /// <summary>What the admin API is asked before, as method, path and body.</summary>
    public (string Route, string Body)[] Before { get; init; } = [];

    /// <summary>Files in the folder.</summary>
    public (string Name, string Text)[] Files { get; init; } = [];

    /// <summary>More variables.</summary>
    public Dictionary<string, string> Environment { get; init; } = [];

    /// <summary>The stage of a page; one with a running gateway where nothing else is said.</summary>
    public static PageStage Of(string page) => Special.GetValueOrDefault(page) ?? new PageStage();

    private static readonly PageStage Nothing = new() { Running = null };

    private static readonly Dictionary<string, PageStage> Special = new(StringComparer.Ordinal)
    {
        ["README.md"] = Nothing,
        ["docs/dashboard.md"] = Nothing,
        ["docs/team.md"] = new PageStage
        {
            Before = [("POST tenants", """{"id":"acme"}"""), ("POST users", """{"id":"carl"}"""), ("POST keys", """{"id":"Ab3dE6gH","user":"carl"}""")],
        },
        ["docs/admin.md"] = new PageStage { Before = [("POST users", """{"id":"ann"}""")] },
        ["docs/telemetry.md"] = Nothing,
        ["docs/switching.md"] = Nothing with
        {
            Files =
            [
                (".env-glm", EarlierSystem.OneProviderAPort.Files[1].Text), (".env-kimi", EarlierSystem.OneProviderAPort.Files[0].Text),
                .. EarlierSystem.ModelsFileAndWrapper("https://llm.example.com").Files, (".claude-code-router/config.json", ClaudeCodeRouter),
            ],
        },
        ["docs/switching/single-provider.md"] = Nothing with { Environment = new() { ["UPSTREAM_API_KEY"] = "sk-of-the-provider" } },
        ["docs/switching/provider-a-port.md"] = Nothing with { Files = EarlierSystem.OneProviderAPort.Files },
        ["docs/switching/one-model.md"] = Nothing with { Files = EarlierSystem.OneModel("https://api.deepseek.com/v1").Files, Environment = new() { ["TARGET_API_KEY"] = "sk-target-000001" } },
        ["docs/switching/by-name.md"] = Nothing with { Files = EarlierSystem.ByName.Files },
        ["docs/switching/models-file.md"] = Nothing with { Files = EarlierSystem.ModelsFileAndWrapper("https://llm.example.com").Files },
        ["docs/switching/claude-code-router.md"] = Nothing with { Files = [(".claude-code-router/config.json", ClaudeCodeRouter)] },
    };

    private const string ClaudeCodeRouter = """
        {
          "APIKEY": "your-secret-key", "HOST": "127.0.0.1", "PORT": 3456,
          "Providers": [
            { "name": "openrouter", "api_base_url": "https://openrouter.ai/api/v1/chat/completions", "api_key": "$OPENROUTER_API_KEY", "models": ["anthropic/claude-sonnet-4"], "transformer": { "use": ["openrouter"] } },
            { "name": "deepseek", "api_base_url": "https://api.deepseek.com/chat/completions", "api_key": "$DEEPSEEK_API_KEY", "models": ["deepseek-chat"] }
          ],
          "Router": { "default": "deepseek,deepseek-chat", "background": "openrouter,anthropic/claude-sonnet-4" }
        }
        """;
}
