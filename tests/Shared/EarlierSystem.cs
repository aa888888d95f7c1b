namespace Router.Tests;

/// <summary>What users of earlier proxies have: the files of the examples that those proxies document, values and all.</summary>
/// <param name="Files">Names and texts, in the order in which they are imported.</param>
internal sealed record EarlierSystem(params (string Name, string Text)[] Files)
{
    /// <summary>One process and port a provider, all through Requesty.</summary>
    public static EarlierSystem OneProviderAPort { get; } = new(
        (".env-requesty-kimi-k2", Requesty("groq/moonshotai/Kimi-K2-Instruct-0905", 8081)),
        (".env-requesty-glm", Requesty("zai/GLM-4.6", 8082)),
        (".env-requesty-minimax-m2", Requesty("minimaxi/MiniMax-M2", 8083)),
        (".env-requesty-gemini", Requesty("google/gemini-2.5-flash", 8084)));

    /// <summary>A provider by the model's name: a key each.</summary>
    public static EarlierSystem ByName { get; } = new((".env", """
        BASE_URL=http://127.0.0.1:8787
        PORT=8787
        DEEPSEEK_API_KEY="sk-deepseek-0001"
        MOONSHOT_API_KEY="sk-moonshot-0001"
        GLM_API_KEY="sk-glm-000000001"
        XIAOMI_API_KEY="sk-xiaomi-000001"
        DASHSCOPE_API_KEY="sk-dashscope-001"
        ANTHROPIC_API_KEY="sk-ant-000000001"
        OPENAI_API_KEY="sk-openai-000001"
        GEMINI_API_KEY="gemini-000000001"

        """));

    /// <summary>One model behind every name, with the cache on, as its table of variables has it.</summary>
    /// <param name="provider">The provider's base URL, with its version.</param>
    public static EarlierSystem OneModel(string provider) => new((".env", $"""
        TARGET_API_KEY=sk-target-000001
        TARGET_API_BASE={provider}
        TARGET_MODEL=deepseek-chat
        DISGUISE_MODEL="Opus 4.8[1m]"
        TARGET_TIMEOUT=300
        PROXY_HOST=0.0.0.0
        PROXY_PORT=8080
        ANTHROPIC_API_KEY=
        CACHE_ENABLED=true
        CACHE_KEY_MODE=prefix
        CACHE_TTL=3600
        CACHE_DIR=.cache
        LOG_LEVEL=info

        """));

    /// <summary>A models file: both modes, and two efforts of one model. Keys come with the requests.</summary>
    /// <param name="provider">The providers' address, without a path.</param>
    public static EarlierSystem ModelsFile(string provider) => new(("models.yaml", Models(provider)));

    /// <summary>The same with the wrapper that sends the key, pointed at one of the models.</summary>
    /// <param name="provider">The providers' address, without a path.</param>
    public static EarlierSystem ModelsFileAndWrapper(string provider) => new(("models.yaml", Models(provider)), ("cc-proxy.json", """
        {
          "doubao-high": {
            "base_url": "http://127.0.0.1:8082",
            "model": "doubao-seed-1-8-high",
            "auth_key": "ark-key-of-the-user"
          }
        }
        """));

    private static string Models(string provider) => $"""
        - model_id: deepseek-chat
          model_name: deepseek-chat
          api_base: {provider}/deepseek/v1
          can_stream: true
          max_tokens: 8k
          context: 64k

        - model_id: claude-3-5-sonnet-direct
          model_name: claude-3-5-sonnet-20241022
          api_base: {provider}/direct
          direct: true  # the messages as they are
          max_tokens: 8k
          max_input_tokens: 200k

        - model_id: doubao-seed-1-8-nothinking
          model_name: doubao-seed-1-8-251228
          api_base: "https://ark.cn-beijing.volces.com/api/v3"
          reasoning_effort: "minimal"

        - model_id: doubao-seed-1-8-high
          model_name: doubao-seed-1-8-251228
          api_base: "https://ark.cn-beijing.volces.com/api/v3"
          reasoning_effort: "high"

        """;

    private static string Requesty(string model, int port) => $"""
        # Requesty.ai API key (shared by all proxies)
        OPENAI_API_KEY="sk-your-requesty-api-key"
        OPENAI_BASE_URL="https://router.requesty.ai/v1"

        BIG_MODEL="{model}"
        MIDDLE_MODEL="{model}"
        SMALL_MODEL="{model}"

        PORT="{port}"

        # Without these two the router answers 403
        CUSTOM_HEADER_USER_AGENT="Mozilla/5.0 (compatible; ClaudeCodeProxy/1.0)"
        CUSTOM_HEADER_ACCEPT="application/json"

        # Client validation (optional)
        ANTHROPIC_API_KEY="dummy"

        """;
}
