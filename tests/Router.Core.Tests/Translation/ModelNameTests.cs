using System.Globalization;
using Router.Core.Translation;

namespace Router.Core.Tests.Translation;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("gpt-5.4-mini", "gpt-", "5.4", "mini")]
    [InlineData("gpt-5", "gpt-", "5", "")]
    [InlineData("gpt-5-2025-08-07", "gpt-", "5", "2025 08 07")]
    [InlineData("gpt-4o-search-preview", "gpt-", "4", "o search preview")]
    [InlineData("o3-mini", "o", "3", "mini")]
    [InlineData("openai/o4-mini:online", "o", "4", "mini online")]
    [InlineData("google/Gemini-3.1-Pro-Preview", "gemini-", "3.1", "pro preview")]
    [InlineData("gemini-flash-latest", "gemini-", "newest", "flash latest")]
    [InlineData("moonshotai/kimi-k2.7-code:free", "kimi-k", "2.7", "code free")]
    [InlineData("kimi-k2-0905-preview", "kimi-k", "2", "0905 preview")]
    [InlineData("glm-4.5v", "glm-", "4.5", "v")]
    [InlineData("qwen3:30b", "qwen", "3", "30b")]
    [InlineData("qwen3-8b", "qwen", "3", "8b")]
    [InlineData("qwen-max", "qwen", "newest", "max")]
    [InlineData("grok-4-1-fast-reasoning", "grok-", "4.1", "fast reasoning")]
    [InlineData("grok-4-0709", "grok-", "4", "0709")]
    [InlineData("grok-4.20-reasoning", "grok-", "4.20", "reasoning")]
    [InlineData("llama-3.1-8b", "llama", "3.1", "8b")]
    [InlineData("llama3.2-vision:11b", "llama", "3.2", "vision 11b")]
    [InlineData("mistral-small-2506", "mistral-small", "newest", "2506")]
    public void Name_IsTakenApart(string name, string family, string version, string words)
    {
        Assert.True(new ModelName(name).IsOf(family, out decimal found, out IReadOnlyCollection<string> rest));
        Assert.Equal(version, found == ModelName.Newest ? "newest" : found.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(words, string.Join(' ', rest));
    }

    [Theory]
    [InlineData("ops-deployment", "o")]
    [InlineData("chatgpt-4o-latest", "gpt-")]
    [InlineData("gpt-5/other", "gpt-")]
    [InlineData("", "gpt-")]
    [InlineData("/", "gpt-")]
    public void OtherName_IsNotOfTheFamily(string name, string family) => Assert.False(new ModelName(name).IsOf(family, out _, out _));
}
