using Router.Core.Routing;
using Router.Core.Tests.Configuration;
using Router.Protocol.Anthropic;

namespace Router.Core.Tests.Routing;

public sealed class TargetFitTests
{
    private const string Json = """
        { "providers": {
            "native": { "preset": "anthropic" }, "glm": { "preset": "glm" }, "openai": { "preset": "openai" }, "ollama": { "preset": "ollama" }, "plain": { "style": "openai", "baseUrl": "http://x/v1" },
            "small": { "style": "anthropic", "baseUrl": "http://y", "capabilities": { "contextWindow": 1000, "images": false, "tools": false } },
            "reader": { "style": "anthropic", "baseUrl": "http://y", "capabilities": { "images": false, "documents": true } } },
          "tiers": { "opus": "native/claude-opus-4-1", "sonnet": "native/claude-sonnet-4-6", "downgrade": true },
          "models": { "held": { "targets": ["plain/x"], "contextWindow": 500, "maxOutputTokens": 100 } } }
        """;

    private static readonly RouteTable Table = RouteTable.Create(Loaded.Good(Json));

    private static readonly MessageNeeds Nothing = new(default, 10_000, 50);

    [Theory]
    [InlineData("small/m", 1_000, TargetLack.None)]
    [InlineData("small/m", 1_001, TargetLack.Window)]
    [InlineData("held", 500, TargetLack.None)]
    [InlineData("held", 501, TargetLack.Window)]
    [InlineData("plain/x", 10_000_000, TargetLack.None)]
    [InlineData("native/claude-opus-4-1", 200_001, TargetLack.Window)]
    [InlineData("native/claude-opus-4-7", 200_001, TargetLack.None)]
    public void InputLongerThanTheWindow_DoesNotFit(string target, long input, TargetLack lack) =>
        Assert.Equal(lack, TargetFit.Find(Target(target), Nothing with { Bytes = 40_000_000 }, _ => input));

    [Fact]
    public void ShortBody_IsNotEstimated() =>
        Assert.Equal(TargetLack.None, TargetFit.Find(Target("small/m"), Nothing with { Bytes = 1_000 }, _ => throw new InvalidOperationException("There is no need to ask.")));

    [Fact]
    public void ShortBodyWithAnImage_IsEstimated() =>
        Assert.Equal(TargetLack.Window, TargetFit.Find(Target("held"), Nothing with { Bytes = 400, Contents = new MessageContents(true, false, false) }, _ => 1_600));

    [Theory]
    [InlineData("native/claude-opus-4-7", TargetLack.None)]
    [InlineData("glm/glm-4.7", TargetLack.Images)]
    [InlineData("glm/glm-4.6v", TargetLack.None)]
    [InlineData("openai/gpt-5.4", TargetLack.None)]
    [InlineData("ollama/qwen3", TargetLack.Images)]
    [InlineData("ollama/gemma4", TargetLack.None)]
    [InlineData("plain/x", TargetLack.None)]
    [InlineData("small/m", TargetLack.Images)]
    public void Images_NeedAModelThatSees(string target, TargetLack lack) =>
        Assert.Equal(lack, TargetFit.Find(Target(target), Nothing with { Contents = new MessageContents(true, false, false) }, _ => 1));

    [Theory]
    [InlineData("native/claude-opus-4-7", TargetLack.None)]
    [InlineData("openai/gpt-5.4", TargetLack.None)]
    [InlineData("plain/x", TargetLack.Documents)]
    [InlineData("glm/glm-4.7", TargetLack.Documents)]
    [InlineData("glm/glm-4.6v", TargetLack.None)]
    [InlineData("reader/m", TargetLack.None)]
    public void Documents_NeedAModelThatReadsThem(string target, TargetLack lack) =>
        Assert.Equal(lack, TargetFit.Find(Target(target), Nothing with { Contents = new MessageContents(false, true, false) }, _ => 1));

    [Theory]
    [InlineData("ollama/gemma3:27b", TargetLack.Tools)]
    [InlineData("ollama/qwen3", TargetLack.None)]
    [InlineData("small/m", TargetLack.Tools)]
    [InlineData("native/claude-opus-4-7", TargetLack.None)]
    public void Tools_NeedAModelThatCallsThem(string target, TargetLack lack) =>
        Assert.Equal(lack, TargetFit.Find(Target(target), Nothing with { Contents = new MessageContents(false, false, true) }, _ => 1));

    [Theory]
    [InlineData("held", 100, TargetLack.None)]
    [InlineData("held", 101, TargetLack.Output)]
    [InlineData("openai/gpt-4o", 16_384, TargetLack.None)]
    [InlineData("openai/gpt-4o", 32_000, TargetLack.Output)]
    [InlineData("plain/x", 1_000_000, TargetLack.None)]
    public void LongOutput_NeedsAModelThatWritesIt(string target, long maxTokens, TargetLack lack) =>
        Assert.Equal(lack, TargetFit.Find(Target(target), Nothing with { MaxTokens = maxTokens }, _ => 1));

    [Theory]
    [InlineData("plain/1 plain/2", "plain/1 plain/2", "")]
    [InlineData("glm/glm-4.7 plain/1 ollama/qwen3 plain/2", "plain/1 plain/2 glm/glm-4.7 ollama/qwen3", "target-skipped-images")]
    [InlineData("plain/1 glm/glm-4.7 plain/2", "plain/1 plain/2 glm/glm-4.7", "")]
    [InlineData("glm/glm-4.7 ollama/qwen3", "glm/glm-4.7 ollama/qwen3", "")]
    [InlineData("glm/glm-4.7 held plain/1", "plain/1 glm/glm-4.7 held", "target-skipped-images target-skipped-window")]
    public void TargetsThatCant_StandBehindThoseThatCan(string targets, string expected, string notes)
    {
        FittingOrder order = TargetFit.Order([.. targets.Split(' ').Select(Target)], Nothing with { Contents = new MessageContents(true, false, false) }, _ => 501);

        Assert.Equal(expected.Replace("held", "plain/x", StringComparison.Ordinal), string.Join(' ', order.Targets));
        Assert.Equal(notes, string.Join(' ', order.Notes));
    }

    [Fact]
    public void LowerTier_NeverMovesInFront()
    {
        Route route = Table.Resolve("claude-opus-4-1")!;

        FittingOrder order = TargetFit.Order(route.Targets, Nothing with { Bytes = 4_000_000 }, _ => 300_000);

        Assert.Equal("native/claude-opus-4-1 native/claude-sonnet-4-6", string.Join(' ', order.Targets));
        Assert.Empty(order.Notes);
    }

    /// <summary>The target of an entry of this name; else the name is a provider's model.</summary>
    private static Target Target(string name)
    {
        string json = name == "held" ? Json : Json.Replace("\"held\":", $"\"{name}\": {{ \"targets\": [\"{name}\"] }}, \"held\":", StringComparison.Ordinal);
        return RouteTable.Create(Loaded.Good(json)).Resolve(name)!.Targets[0];
    }
}
