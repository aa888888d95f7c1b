using System.Collections.Immutable;
using Router.Core.Admission.Choosing;
using Router.Core.Configuration;

namespace Router.Core.Tests.Admission.Choosing;

public sealed class TargetChooserTests
{
    private static readonly ImmutableArray<TargetChoice> Targets =
    [
        new(5, 3m, TimeSpan.FromSeconds(2)),
        new(3, null, TimeSpan.FromSeconds(1)),
        new(2, 0.5m, null),
    ];

    [Theory]
    [InlineData(RouteStrategy.Ordered, "0 1 2")]
    [InlineData(RouteStrategy.Cheapest, "2 0 1")]
    [InlineData(RouteStrategy.Fastest, "2 1 0")]
    public void Strategy_DecidesTheOrder(RouteStrategy strategy, string order) => Assert.Equal(order, string.Join(' ', TargetChooser.Order(strategy, Targets, 0.9)));

    [Theory]
    [InlineData(RouteStrategy.Cheapest)]
    [InlineData(RouteStrategy.Fastest)]
    public void Equals_StayInTheOrderOfTheFile(RouteStrategy strategy) =>
        Assert.Equal([0, 1, 2], TargetChooser.Order(strategy, [new(1, 1m, null), new(1, 1m, null), new(1, 1m, null)], 0.5));

    /// <summary>Over all numbers each target is first as often as its weight says, and second as often as its weight among the rest says.</summary>
    [Fact]
    public void Weighted_SharesAreTheWeights()
    {
        const int Draws = 100_000;
        ILookup<int, int> orders = Enumerable.Range(0, Draws)
            .Select(draw => TargetChooser.Order(RouteStrategy.Weighted, Targets, (draw + 0.5) / Draws))
            .ToLookup(order => order[0], order => order[1]);
        Assert.Equal(0.5, orders[0].Count() / (double)Draws, 3);
        Assert.Equal(0.3, orders[1].Count() / (double)Draws, 3);
        Assert.Equal(0.2, orders[2].Count() / (double)Draws, 3);
        Assert.Equal(0.6, orders[0].Count(second => second == 1) / (double)orders[0].Count(), 3);
        Assert.Equal(5 / 7.0, orders[1].Count(second => second == 0) / (double)orders[1].Count(), 3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.999999999)]
    public void Weighted_KeepsEveryTargetOnce(double random) => Assert.Equal([0, 1, 2], TargetChooser.Order(RouteStrategy.Weighted, Targets, random).Sort());

    [Fact]
    public void NoTargets_NoOrder() => Assert.Empty(TargetChooser.Order(RouteStrategy.Weighted, [], 0.5));

    [Fact]
    public void Fraction_IsEvenAndTheSameEverywhere()
    {
        Assert.InRange(Enumerable.Range(0, 10_000).Average(session => StableHash.Fraction($"session-{session}")), 0.48, 0.52);
        Assert.Equal(17_467_118_465_826_753_311UL, StableHash.Of("session-1")); // by another implementation
    }
}
