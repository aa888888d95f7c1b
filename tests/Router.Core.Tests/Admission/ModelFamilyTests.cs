using Router.Core.Admission;

namespace Router.Core.Tests.Admission;

public sealed class ModelFamilyTests
{
    [Theory]
    [InlineData("claude-opus-4-5-20251101", "claude-opus-4")]
    [InlineData("claude-opus-4-1", "claude-opus-4")]
    [InlineData("claude-sonnet-4-5[1m]", "claude-sonnet-4")]
    [InlineData("claude-sonnet-4-20250514", "claude-sonnet-4")]
    [InlineData("claude-haiku-5", "claude-haiku-5")]
    [InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4")]
    [InlineData("claude-sonnet-4-5@20250929", "claude-sonnet-4")]
    [InlineData("anthropic/claude-sonnet-4.5", "claude-sonnet-4")]
    [InlineData("claude-3-5-sonnet-20241022", "claude-3-5-sonnet")]
    [InlineData("claude-3-7-sonnet-latest", "claude-3-7-sonnet")]
    [InlineData("gpt-4o-2024-08-06", "gpt-4o")]
    [InlineData("openai/GPT-5.2", "gpt-5.2")]
    [InlineData("gpt-4o-mini", "gpt-4o-mini")]
    [InlineData("deepseek/deepseek-r1:free", "deepseek-r1:free")]
    [InlineData("qwen3:30b", "qwen3:30b")]
    [InlineData("qwen3:latest", "qwen3")]
    [InlineData("grok-4-0709", "grok-4-0709")]
    [InlineData("-latest", "-latest")]
    [InlineData("", "")]
    public void Family_IsWhatSharesLimits(string model, string family) => Assert.Equal(family, ModelFamily.Of(model));
}
