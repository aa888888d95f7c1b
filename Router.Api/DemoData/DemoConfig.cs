namespace Router.Api.DemoData;

/// <summary>The configuration that stands beside the demo's state: providers that answer from inside the gateway under the names of real ones.</summary>
internal static class DemoConfig
{
    public const string Text = """
        {
          // Made by `router demo-data`. No provider of it is real: each answers from inside the gateway, without a key.
          "state": "./state",
          "retention": { "records": "60d" },
          "cache": { "mode": "full" },
          "providers": {
            "anthropic": { "preset": "demo" },
            "deepseek": { "preset": "demo" },
            "workstation": { "preset": "demo" }
          },
          "models": {
            "claude-opus-4-8": { "targets": ["anthropic/demo"], "price": { "input": 5, "output": 25, "cacheRead": 0.5, "cacheWrite": 6.25 } },
            "claude-sonnet-5": { "targets": ["anthropic/demo", "deepseek/demo"], "price": { "input": 3, "output": 15, "cacheRead": 0.3, "cacheWrite": 3.75 } },
            "claude-haiku-4-5": { "targets": ["anthropic/demo", "workstation/demo"], "price": { "input": 1, "output": 5, "cacheRead": 0.1, "cacheWrite": 1.25 } },
            "deepseek-chat": { "targets": ["deepseek/demo"], "price": { "input": 0.28, "output": 0.42, "cacheRead": 0.03 } },
            "qwen3-coder": { "targets": ["workstation/demo"], "price": { "input": 0, "output": 0 } }
          },
          "tiers": { "default": "claude-sonnet-5" }
        }

        """;
}
