using Router.Api.Import;
using Router.Core.Configuration.Presets;

namespace Router.Api.Tests.Import;

/// <summary>Every variable and field that an import knows. docs/switching.md shows these rows; each is a test.</summary>
internal static class ImportRows
{
    public const string OneProvider = "One proxy and port a provider";
    public const string OneModel = "One model behind every name";
    public const string ManyProviders = "A provider by the model's name";
    public const string ModelsFile = "models.yaml";
    public const string Wrapper = "cc-proxy.json";
    public const string RouterFile = "claude-code-router's config.json";

    public static IReadOnlyList<ImportRow> All { get; } =
    [
        One("OPENAI_API_KEY", "`credentials`, as `env:OPENAI_API_KEY`", "sk-another-key", "providers/openai/credentials", """["env:OPENAI_API_KEY"]"""),
        One("OPENAI_BASE_URL", "`preset` where the address is known, else `baseUrl`", "https://llm.example.com/v1", "providers/example/baseUrl", "\"https://llm.example.com/v1\""),
        One("AZURE_API_VERSION", "`query.api-version`", "2024-03-01-preview", "providers/openai/query", """{"api-version":"2024-03-01-preview"}"""),
        One("BIG_MODEL", "`tiers.opus`, `tiers.default`", "zai/GLM-4.7", "tiers/opus", "\"openai/zai/GLM-4.7\""),
        One("MIDDLE_MODEL", "`tiers.sonnet`; without it BIG_MODEL's", "middle", "tiers/sonnet", "\"openai/middle\""),
        One("SMALL_MODEL", "`tiers.haiku`", "small", "tiers/haiku", "\"openai/small\""),
        One("HOST", "`listen`; without a client key this machine alone", "::1", "listen", "\"http://[::1]:8082\""),
        One("PORT", "`listen`; of several files the first's, the others' models get names of their own", "9000", "listen", "\"http://127.0.0.1:9000\""),
        One("ANTHROPIC_API_KEY", "`keys`, as `env:ROUTER_CLIENT_KEY`; without it `\"access\": \"open\"`", "client-secret", "keys", """[{"key":"env:ROUTER_CLIENT_KEY","user":"me"}]"""),
        One("CUSTOM_HEADER_*", "`headers`; one with a key becomes the credential", "node-fetch", "providers/openai/headers", """{"User-Agent":"node-fetch"}""", "CUSTOM_HEADER_USER_AGENT"),
        One("REQUEST_TIMEOUT", "`timeouts.firstByte`, `timeouts.idle`", "90", "providers/openai/timeouts", """{"firstByte":"90s","idle":"90s"}"""),
        One("MAX_RETRIES", "`retries`", "3", "providers/openai/retries", "3"),
        One("MAX_TOKENS_LIMIT", "`maxOutputTokens` of the models behind the tiers", "131072", "models/claude-openai-opus/maxOutputTokens", "131072"),
        One("MIN_TOKENS_LIMIT", "told: `max_tokens` is raised only to the least that a model takes", "1024", null, "raises max_tokens only to the least that a model takes"),
        One("REQUESTY_AUTO_CACHE", "`extraBody.requesty.auto_cache`", "true", "providers/openai/extraBody", """{"requesty":{"auto_cache":true}}"""),
        One("REQUESTY_API_KEY", "told: the key of OPENAI_API_KEY is sent", "rq-second-key", null, "a second one has no use"),
        One("LOG_LEVEL", "`logLevel`", "DEBUG", "logLevel", "\"debug\""),

        Disguised("TARGET_API_KEY", "`credentials`, as `env:TARGET_API_KEY`", "sk-another-key", "providers/openai/credentials", """["env:TARGET_API_KEY"]"""),
        Disguised("TARGET_API_BASE", "`preset` where the address is known, else `baseUrl`", "http://localhost:11434/v1", "providers/ollama/preset", "\"ollama\""),
        Disguised("TARGET_MODEL", "the model `*`, for every name", "qwen-plus", "models/*/targets", """["openai/qwen-plus"]"""),
        Disguised("TARGET_TIMEOUT", "`timeouts.firstByte`, `timeouts.idle`", "300", "providers/openai/timeouts", """{"firstByte":"300s","idle":"300s"}"""),
        Disguised("DISGUISE_MODEL", "a model of that name; answers carry the name that was asked for", "Opus 4.8[1m]", "models/Opus 4.8[1m]/targets", """["openai/gpt-4o"]"""),
        Disguised("DISGUISE_API_BASE", "told: an `extraBody` of your own adds such fields", "https://api.anthropic.com", null, "extraBody"),
        Disguised("PROXY_HOST", "`listen`; without a client key this machine alone", "localhost", "listen", "\"http://localhost:8080\""),
        Disguised("PROXY_PORT", "`listen`", "9001", "listen", "\"http://127.0.0.1:9001\""),
        Disguised("ANTHROPIC_API_KEY", "`keys`, as `env:ROUTER_CLIENT_KEY`; without it `\"access\": \"open\"`", "client-secret", "keys", """[{"key":"env:ROUTER_CLIENT_KEY","user":"me"}]"""),
        Disguised("CACHE_ENABLED", "`cache.mode`", "true", "cache/mode", "\"prefix\""),
        Disguised("CACHE_KEY_MODE", "`cache.mode` (none: `off`)", "full", "cache/mode", "\"full\"", "CACHE_ENABLED=true\n"),
        Disguised("CACHE_TTL", "`cache.ttl`", "600", "cache/ttl", "\"600s\""),
        Disguised("CACHE_DIR", "`cache.store`: the folder `cache` of the gateway's state, also without it", ".cache", "cache/store", "\"folder\"", "CACHE_ENABLED=true\n"),
        Disguised("LOG_LEVEL", "`logLevel`", "info", "logLevel", "\"info\""),

        .. ProviderPresets.All.Where(preset => preset.Name is "anthropic" or "deepseek" or "moonshot" or "glm" or "xiaomi" or "openai" or "gemini" or "qwen").SelectMany(Provider),
        Many("MODEL_MAP", "`models`", "fast=deepseek-v4-flash,pro=deepseek-v4-pro", "models/pro/targets", """["deepseek/deepseek-v4-pro"]"""),
        Many("MODEL_ALIASES", "`models`, where MODEL_MAP has no such name", """'{"deepseek-v4-pro":"my-pro"}'""", "models/my-pro/targets", """["deepseek/deepseek-v4-pro"]"""),
        Many("MODEL_ROUTES", "the provider in `targets`", """{"mystery":"deepseek"}""", "models/m/targets", """["deepseek/mystery"]""", "MODEL_MAP=m=mystery\n"),
        Many("REWRITE_RESPONSES", "`rewriteModel`", "false", "rewriteModel", "false"),
        Many("ADVANCED_ENV", "what the variables inside it become", """'{"QWEN_API_KEY":"sk-qwen-secret"}'""", "providers/qwen/credentials", """["env:QWEN_API_KEY"]"""),
        Many("PORT", "`listen`", "9002", "listen", "\"http://127.0.0.1:9002\""),
        Many("BASE_URL", "`hosts`, unless it is this machine's", "https://models.example.com", "hosts", """["models.example.com"]"""),
        Many("LOG_LEVEL", "`logLevel`", "warn", "logLevel", "\"warning\""),
        Many("CLAUDE_MODEL_PROXY_AUTO_INSTALL_NODE", "told: not needed", "0", null, "needs no Node"),

        Yaml("model_id", "the model's name", "direct: false", "models/m/targets", """["example/n"]"""),
        Yaml("model_name", "the model in `targets`; without it model_id", "direct: false", "models/m/targets", """["example/n"]"""),
        Yaml("api_base", "`preset` where the address is known, else `baseUrl`", "direct: false", "providers/example/baseUrl", "\"https://llm.example.com/v1\""),
        Yaml("api_key_name", "`credentials`, as `env:` and that name; without it `client`, the key that the client sends", "api_key_name: EXAMPLE_KEY", "providers/example/credentials", """["env:EXAMPLE_KEY"]"""),
        Yaml("direct", "`style` (`anthropic` for true, `openai` else)", "direct: true", "providers/example/style", "\"anthropic\""),
        Yaml("format", "`style` (`anthropic`, `openai`)", "format: anthropic", "providers/example/style", "\"anthropic\""),
        Yaml("can_stream", "`stream`", "can_stream: false", "providers/example/stream", "false"),
        Yaml("max_tokens", "`maxOutputTokens`", "max_tokens: 16K", "models/m/maxOutputTokens", "\"16k\""),
        Yaml("max_input_tokens", "`contextWindow`", "max_input_tokens: 200k", "models/m/contextWindow", "\"200k\""),
        Yaml("context", "`contextWindow`, without max_input_tokens", "context: 64000", "models/m/contextWindow", "64000"),
        Yaml("extra_body", "`extraBody`", "extra_body: { temperature: 0.7, top: [1, \"2\"] }", "models/m/extraBody", """{"temperature":0.7,"top":[1,"2"]}"""),
        Yaml("extra_headers", "`headers`", "extra_headers: { X-Title: Claude Code }", "models/m/headers", """{"X-Title":"Claude Code"}"""),
        Yaml("reasoning_effort", "`reasoningEffort`", "reasoning_effort: minimal", "models/m/reasoningEffort", "\"minimal\""),

        Wrap("base_url", "`baseUrl`, or `listen` when it is this machine's", "", "providers/kimi/preset", "\"moonshot\""),
        Wrap("auth_key", "`credentials` as `env:`, of a models file's provider when base_url is this machine's and it has no key of its own; and `keys`, since clients go on sending it", "", "providers/kimi/credentials", """["env:MOONSHOT_API_KEY"]"""),
        Wrap("model", "a model with the entry's name; the tiers, when nothing else says them", "", "models/kimi/targets", """["kimi/kimi-k2"]"""),
        Wrap("small_model", "`tiers.haiku`", "\"small_model\": \"kimi-small\",", "tiers/haiku", "\"kimi/kimi-small\""),
        Wrap("ANTHROPIC_DEFAULT_OPUS_MODEL", "`tiers.opus`", "\"ANTHROPIC_DEFAULT_OPUS_MODEL\": \"kimi-o\",", "tiers/opus", "\"kimi/kimi-o\""),
        Wrap("ANTHROPIC_DEFAULT_SONNET_MODEL", "`tiers.sonnet`", "\"ANTHROPIC_DEFAULT_SONNET_MODEL\": \"kimi-s\",", "tiers/sonnet", "\"kimi/kimi-s\""),
        Wrap("ANTHROPIC_DEFAULT_HAIKU_MODEL", "`tiers.haiku`, before small_model", "\"ANTHROPIC_DEFAULT_HAIKU_MODEL\": \"kimi-h\",", "tiers/haiku", "\"kimi/kimi-h\""),

        Ccr("Providers", "`providers`, and a model `provider,model` for each of their models", "\"LOG\": true", "models/deepseek,deepseek-chat/targets", """["deepseek/deepseek-chat"]"""),
        Ccr("Router", "`tiers`, by the name `provider,model`: background is `haiku`, default the rest; the other routes are told", """ "Router": { "default": "deepseek,deepseek-chat", "background": "deepseek,small" } """, "tiers/haiku", "\"deepseek/small\""),
        Ccr("APIKEY", "`keys`, as `env:ROUTER_CLIENT_KEY`; without it `\"access\": \"open\"`", "\"APIKEY\": \"your-secret-key\"", "keys", """[{"key":"env:ROUTER_CLIENT_KEY","user":"me"}]"""),
        Ccr("HOST", "`listen`; without APIKEY this machine alone", "\"HOST\": \"0.0.0.0\", \"APIKEY\": \"$CCR_KEY\"", "listen", "\"http://0.0.0.0:3456\""),
        Ccr("PORT", "`listen`", "\"PORT\": 4000", "listen", "\"http://127.0.0.1:4000\""),
        Ccr("API_TIMEOUT_MS", "`timeouts.firstByte`, `timeouts.idle`", "\"API_TIMEOUT_MS\": 600000", "providers/deepseek/timeouts", """{"firstByte":"600s","idle":"600s"}"""),
        Ccr("PROXY_URL", "told: `HTTPS_PROXY`", "\"PROXY_URL\": \"http://127.0.0.1:7890\"", null, "HTTPS_PROXY"),
        Ccr("LOG", "told: there is always a log", "\"LOG\": true", null, "always keeps its log"),
        Ccr("LOG_LEVEL", "`logLevel`", "\"LOG_LEVEL\": \"fatal\"", "logLevel", "\"error\""),
        Ccr("NON_INTERACTIVE_MODE", "told: not needed", "\"NON_INTERACTIVE_MODE\": false", null, "never asks"),
        Ccr("CUSTOM_ROUTER_PATH", "told: a [message filter](filters.md) is code of your own", "\"CUSTOM_ROUTER_PATH\": \"r.js\"", null, "message filter"),
        Ccr("transformers", "told: the same", "\"transformers\": []", null, "message filter"),
        Ccr("StatusLine", "told: `GET /v1/usage/me`", "\"StatusLine\": {}", null, "/v1/usage/me"),
    ];

    private static ImportRow One(string name, string becomes, string value, string? path, string expected, string? written = null) =>
        new(OneProvider, name, becomes, [new(".env", $"OPENAI_API_KEY=sk-some-key\nBIG_MODEL=big\n{written ?? name}=\"{value}\"\n")], path, expected);

    private static ImportRow Disguised(string name, string becomes, string value, string? path, string expected, string more = "") =>
        new(OneModel, name, becomes, [new(".env", $"TARGET_API_KEY=sk-some-key\n{more}{name}={value}\n")], path, expected);

    private static ImportRow Many(string name, string becomes, string value, string? path, string expected, string more = "") =>
        new(ManyProviders, name, becomes, [new(".env", $"DEEPSEEK_API_KEY=sk-deepseek-key\n{more}{name}={value}\n")], path, expected);

    private static IEnumerable<ImportRow> Provider(ProviderPreset preset)
    {
        string[] keys = [.. Api.Import.Systems.ManyProvidersImport.KeyVariables(preset)];
        foreach (string name in keys)
        {
            string variable = name == "ANTHROPIC_API_KEY" ? "ANTHROPIC_UPSTREAM_KEY" : name;
            yield return new ImportRow(
                ManyProviders, name, $"the provider `{preset.Name}`, with `env:{variable}`", [new(".env", $"{name}=sk-secret-of-{preset.Name}\n")], $"providers/{preset.Name}/credentials", $"[\"env:{variable}\"]");
        }

        foreach (string name in Api.Import.Systems.ManyProvidersImport.BaseUrlVariables(preset))
        {
            yield return new ImportRow(
                ManyProviders, name, $"`baseUrl` of `{preset.Name}`, unless it is the usual one", [new(".env", $"{keys[0]}=sk-secret\n{name}=https://llm.example.com/v1\n")], $"providers/{preset.Name}/baseUrl", "\"https://llm.example.com/v1\"");
        }
    }

    private static ImportRow Yaml(string name, string becomes, string line, string path, string expected) =>
        new(ModelsFile, name, becomes, [new("models.yaml", $"- model_id: m\n  model_name: n\n  api_base: https://llm.example.com/v1\n  {line}\n")], path, expected);

    private static ImportRow Wrap(string name, string becomes, string member, string path, string expected) =>
        new(Wrapper, name, becomes, [new("cc-proxy.json", $$"""{ "kimi": { {{member}} "base_url": "https://api.moonshot.cn/anthropic", "auth_key": "sk-moonshot", "model": "kimi-k2" } }""")], path, expected);

    private static ImportRow Ccr(string name, string becomes, string member, string? path, string expected) =>
        new(RouterFile, name, becomes, [new("config.json", $$"""
            {
              "Providers": [ { "name": "deepseek", "api_base_url": "https://api.deepseek.com/chat/completions", "api_key": "$DEEPSEEK_API_KEY", "models": ["deepseek-chat"] } ], // comments may stand here
              {{member}},
            }
            """)], path, expected);
}
