using Router.Core.Configuration;
using Router.Core.Configuration.Loading;

namespace Router.Core.Tests.Configuration.Loading;

/// <summary>MODEL_MAP, MODEL_ALIASES, MODEL_ROUTES and REWRITE_RESPONSES, without a file.</summary>
public sealed class ModelVariablesTests
{
    private static readonly (string, string) DeepSeek = ("DEEPSEEK_API_KEY", "sk-deepseek");

    private static string TargetOf(RouterConfig config, string name) => config.Models.Single(model => model.Name == name).Targets.Single().Target;

    [Theory]
    [InlineData("""{"fast":"deepseek-v4-flash","slow":"deepseek-v4-pro"}""")]
    [InlineData("fast=deepseek-v4-flash, slow=deepseek-v4-pro")]
    public void Map_InEitherNotation_LeadsFromNamesToModels(string map)
    {
        RouterConfig config = Loaded.Good(Loaded.WithoutFile(DeepSeek, ("MODEL_MAP", map)));

        Assert.Equal("deepseek/deepseek-v4-flash", TargetOf(config, "fast"));
        Assert.Equal("deepseek/deepseek-v4-pro", TargetOf(config, "slow"));
        Assert.Equal("deepseek/deepseek-v4-pro", TargetOf(config, "claude-deepseek-v4-pro"));
    }

    [Fact]
    public void Map_GoesOverDefaultAliases()
    {
        RouterConfig config = Loaded.Good(Loaded.WithoutFile(DeepSeek, ("MODEL_MAP", "claude-deepseek-v4-pro=deepseek-v4-flash")));

        Assert.Equal("deepseek/deepseek-v4-flash", TargetOf(config, "claude-deepseek-v4-pro"));
    }

    [Fact]
    public void Routes_NameTheProvider_AlsoByItsOtherNames()
    {
        RouterConfig config = Loaded.Good(Loaded.WithoutFile(DeepSeek, ("ZAI_API_KEY", "sk-glm"), ("MODEL_MAP", "m=mystery,n=deepseek-v4-pro"), ("MODEL_ROUTES", "mystery=zai,deepseek-v4-pro=glm")));

        Assert.Equal("glm/mystery", TargetOf(config, "m"));
        Assert.Equal("glm/deepseek-v4-pro", TargetOf(config, "n"));
    }

    [Fact]
    public void Aliases_AreNamesToo_WhereTheMapHasNone()
    {
        RouterConfig config = Loaded.Good(Loaded.WithoutFile(DeepSeek, ("MODEL_ALIASES", "deepseek-v4-pro=best,deepseek-v4-flash=claude-deepseek-v4-pro")));

        Assert.Equal("deepseek/deepseek-v4-pro", TargetOf(config, "best"));
        Assert.Equal("deepseek/deepseek-v4-pro", TargetOf(config, "claude-deepseek-v4-pro"));
    }

    [Fact]
    public void NamesOfProvidersWithoutAKey_AreLeftOutAndTold()
    {
        ConfigResult result = Loaded.WithoutFile(DeepSeek, ("MODEL_MAP", "k=kimi-k2.6,x=unheard-of"));

        Assert.DoesNotContain(Loaded.Good(result).Models, model => model.Name is "k" or "x");
        Assert.Contains(result.Warnings, warning => warning.Text.Contains("\"k\", \"x\" of MODEL_MAP lead", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("MODEL_MAP", "{ broken", "MODEL_MAP begins like JSON and is none")]
    [InlineData("MODEL_MAP", """{"a":1}""", "\"a\" does not")]
    [InlineData("MODEL_ALIASES", "a=b,c", "MODEL_ALIASES holds \"c\"")]
    [InlineData("MODEL_ROUTES", "a=nobody", "leads \"a\" to \"nobody\"")]
    [InlineData("REWRITE_RESPONSES", "perhaps", "REWRITE_RESPONSES must be true or false")]
    public void WhatCannotBeRead_RefusesTheStart(string variable, string value, string sentence)
    {
        ConfigResult result = Loaded.WithoutFile(DeepSeek, (variable, value));

        Assert.Contains(sentence, Assert.Single(result.Errors).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("True", true)]
    public void RewriteResponses_IsRewriteModel(string value, bool rewrites) =>
        Assert.Equal(rewrites, Loaded.Good(Loaded.WithoutFile(DeepSeek, ("REWRITE_RESPONSES", value))).RewriteModel);
}
