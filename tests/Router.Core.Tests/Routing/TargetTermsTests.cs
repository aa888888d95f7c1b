using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Core.Tests.Configuration;

namespace Router.Core.Tests.Routing;

public sealed class TargetTermsTests
{
    private const string Json = """
        { "providers": { "a": { "preset": "openai", "extraBody": { "top_k": 1, "seed": 2 } }, "b": { "preset": "glm" } },
          "tiers": { "haiku": "inner", "default": "a/rest" },
          "models": {
            "plain": { "targets": ["a/x", "inner"] },
            "outer": { "targets": ["a/x", { "target": "inner", "weight": 3 }], "strategy": "weighted", "removeTools": ["Read"], "maxOutputTokens": 4000, "reasoningEffort": "low", "contextWindow": "200k",
                       "extraBody": { "seed": 3 }, "headers": { "X-One": "outer", "x-two": "2" }, "price": { "input": 1 } },
            "inner": { "targets": ["a/y", "b/z"], "removeTools": ["WebSearch"], "maxOutputTokens": "8k", "reasoningEffort": "high", "contextWindow": "100k",
                       "extraBody": { "seed": 4, "top_p": 1 }, "headers": { "x-one": "inner", "x-three": "3" }, "price": { "input": 2 } } } }
        """;

    private static readonly RouteTable Table = RouteTable.Create(Loaded.Good(Json));

    [Fact]
    public void TargetOfAPlainEntry_HasNoTerms()
    {
        Target target = Table.Resolve("plain")!.Targets[0];

        Assert.Same(TargetTerms.None, target.Terms);
        Assert.Same(target.Provider.ExtraBody, target.ExtraBody);
        Assert.Same(TargetTerms.None, Table.Resolve("anything")!.Targets[0].Terms);
    }

    [Fact]
    public void TargetsOfANestedName_GetItsTerms()
    {
        Assert.All(Table.Resolve("plain")!.Targets.Skip(1), target => Assert.Equal("high", target.Terms.ReasoningEffort));
        Assert.All(Table.Resolve("my-haiku")!.Targets, target => Assert.Equal("high", target.Terms.ReasoningEffort));
    }

    [Fact]
    public void WishesAreTheOuters_FactsTheInners_LimitsBoths()
    {
        TargetTerms terms = Table.Resolve("outer")!.Targets[1].Terms;

        Assert.Equal(("low", 4_000, 100_000, new ModelPrice(2, null, null, null)), (terms.ReasoningEffort, terms.MaxOutputTokens, terms.ContextWindow, terms.Price));
        Assert.Equal(["Read", "WebSearch"], terms.RemoveTools.Order(StringComparer.Ordinal));
        Assert.Equal("seed=3 top_p=1", string.Join(' ', terms.ExtraBody.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}")));
        Assert.Equal("X-One=outer x-three=3 x-two=2", string.Join(' ', terms.Headers.OrderBy(field => field.Key, StringComparer.OrdinalIgnoreCase).Select(field => $"{field.Key}={field.Value}")));
    }

    [Fact]
    public void ExtraBody_GoesOverTheProviders()
    {
        Target target = Table.Resolve("outer")!.Targets[1];

        Assert.Equal("seed=3 top_k=1 top_p=1", string.Join(' ', target.ExtraBody.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}")));
    }

    [Fact]
    public void RouteCarriesStrategyPlacesWeightsAndPrices()
    {
        Route route = Table.Resolve("outer")!;

        Assert.Equal(RouteStrategy.Weighted, route.Strategy);
        Assert.Equal([("a/x", 0, 1, 1m), ("a/y", 1, 3, 2m), ("b/z", 1, 3, 2m)], route.Targets.Select(target => (target.ToString(), target.Place, target.Weight, target.Terms.Price!.Input!.Value)));
        Assert.Equal(RouteStrategy.Ordered, Table.Resolve("anything")!.Strategy);
    }
}
