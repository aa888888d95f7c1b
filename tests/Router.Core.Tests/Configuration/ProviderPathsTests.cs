using Router.Core.Configuration;

namespace Router.Core.Tests.Configuration;

public sealed class ProviderPathsTests
{
    [Theory]
    [InlineData("https://api.example.com", "v1/")]
    [InlineData("https://api.example.com/", "v1/")]
    [InlineData("https://api.example.com/v1", "")]
    [InlineData("https://api.example.com/v1/", "")]
    [InlineData("https://api.z.ai/api/paas/v4", "")]
    [InlineData("https://ark.cn-beijing.volces.com/api/v3", "")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/openai", "")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/openai/", "")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta", "")]
    [InlineData("https://api.groq.com/openai/v1", "")]
    [InlineData("https://dashscope.aliyuncs.com/compatible-mode/v1", "")]
    [InlineData("https://dashscope.aliyuncs.com/apps/anthropic", "v1/")]
    [InlineData("https://api.deepseek.com/anthropic", "v1/")]
    [InlineData("https://api.minimax.io/anthropic/v1", "")]
    [InlineData("https://api.example.com/openai", "v1/")]
    [InlineData("https://api.example.com/v1/proxy", "v1/")]
    [InlineData("https://api.example.com/vendor", "v1/")]
    public void Version_IsPutInOnce(string baseUrl, string before)
    {
        Assert.Equal($"{before}chat/completions", ProviderPaths.ChatCompletions(new Uri(baseUrl)));
        Assert.Equal($"{before}messages", ProviderPaths.Messages(new Uri(baseUrl)));
    }
}
