using Router.Core.Spend.Pricing;

namespace Router.Api.DemoData;

/// <summary>A model of the demo.</summary>
/// <param name="Name">The name that is asked for.</param>
/// <param name="Provider">Who answers usually.</param>
/// <param name="Served">The provider's name of it.</param>
/// <param name="Price">What it costs.</param>
/// <param name="FirstToken">The usual time to the first content, in seconds.</param>
/// <param name="Notes">What translation changes now and then.</param>
internal sealed record DemoModel(string Name, string Provider, string Served, TokenPrice Price, double FirstToken, params string[] Notes)
{
    public static DemoModel Opus { get; } = new("claude-opus-4-8", "anthropic", "claude-opus-4-8", TokenPrice.FromUsd(5, 25, 0.5m, 6.25m, 10), 2.1);

    public static DemoModel Sonnet { get; } = new("claude-sonnet-5", "anthropic", "claude-sonnet-5", TokenPrice.FromUsd(3, 15, 0.3m, 3.75m, 6), 1.3);

    public static DemoModel Haiku { get; } = new("claude-haiku-4-5", "anthropic", "claude-haiku-4-5", TokenPrice.FromUsd(1, 5, 0.1m, 1.25m, 2), 0.6);

    public static DemoModel DeepSeek { get; } =
        new("deepseek-chat", "deepseek", "deepseek-chat", TokenPrice.FromUsd(0.28m, 0.42m, 0.03m, 0.28m, 0.28m), 1.9, "thinking-dropped", "schema-simplified", "web-search-dropped");

    public static DemoModel Qwen { get; } = new("qwen3-coder", "workstation", "qwen3-coder:30b", TokenPrice.Free, 0.9, "images-dropped", "tool-call-recovered");
}
