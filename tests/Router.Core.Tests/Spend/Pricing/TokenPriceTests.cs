using FsCheck;
using FsCheck.Fluent;
using Router.Core.Configuration;
using Router.Core.Spend;
using Router.Core.Spend.Pricing;

namespace Router.Core.Tests.Spend.Pricing;

public sealed class TokenPriceTests
{
    [Fact]
    public void Cost_IsExactToTheNanoDollar()
    {
        TokenPrice price = TokenPrice.FromUsd(3, 15, 0.3m, 3.75m, 6);
        Assert.Equal(0.003m + 0.015m + 0.0003m + 0.00375m + 0.006m, price.Cost(new TokenCounts(1000, 1000, 1000, 1000, 1000)).Usd);
        Assert.Equal(new Money(3), TokenPrice.FromUsd(0.0028m, 0, 0, 0, 0).Cost(new TokenCounts(1, 0))); // 2.8 nano-dollars
    }

    /// <summary>An answer inside its reservation never costs more than was reserved, however its input is divided.</summary>
    [Fact]
    public void Bound_CoversEveryDivisionOfTheInput() => Prop.ForAll(
        Gen.Choose(0, 30_000_000).ArrayOf(5).ToArbitrary(), Gen.Choose(0, 200_000).ArrayOf(5).ToArbitrary(), Gen.Choose(0, 50_000).ArrayOf(2).ToArbitrary(), (prices, tokens, spare) =>
        {
            TokenPrice price = new(prices[0], prices[1], prices[2], prices[3], prices[4]);
            TokenCounts counts = new(tokens[0], tokens[1], tokens[2], tokens[3], tokens[4]);
            long input = counts.AllInput + spare[0];
            long output = counts.Output + spare[1];
            return price.Cost(counts) <= price.Bound(input, output, CacheUse.OneHour)
                && price.Cost(counts with { CacheWrite1h = 0 }) <= price.Bound(input, output, CacheUse.FiveMinutes)
                && price.Cost(counts with { CacheWrite1h = 0, CacheWrite5m = 0 }) <= price.Bound(input, output, CacheUse.None);
        }).Check(PropertyRuns.Of(1000));

    [Fact]
    public void AbsurdNumbers_NeitherOverflowNorRefund()
    {
        TokenPrice price = TokenPrice.FromUsd(1000, 1000, 1000, 1000, 1000);
        Assert.Equal(1_000_000m, price.Cost(new TokenCounts(long.MaxValue, long.MaxValue, long.MaxValue)).Usd);
        Assert.Equal(Money.Zero, price.Cost(new TokenCounts(-5, -1, long.MinValue)));
        Assert.Equal(new Money(long.MaxValue), new Money(long.MaxValue) + new Money(1));
    }

    [Fact]
    public void ConfiguredPrice_GivesNoDiscountThatNobodyStated()
    {
        TokenPrice table = TokenPrice.FromUsd(3, 15, 0.3m, 3.75m, 6);
        Assert.Equal(TokenPrice.FromUsd(1, 15, 1, 1, 1), table.With(new ModelPrice(1, null, null, null)));
        Assert.Equal(TokenPrice.FromUsd(3, 2, 0.3m, 3.75m, 6), table.With(new ModelPrice(null, 2, null, null)));
        Assert.Equal(TokenPrice.FromUsd(0.6m, 2.2m, 0.11m, 0.6m, 0.6m), table.With(new ModelPrice(0.6m, 2.2m, 0.11m, 0.6m)));
    }

    [Theory]
    [InlineData(49_870_000_000, "$49.87")]
    [InlineData(49_994_999_999, "$49.99")]
    [InlineData(10_000_000, "$0.01")]
    [InlineData(4_200_000, "$0.0042")]
    [InlineData(4_213_377, "$0.0042")]
    [InlineData(9_999_999, "$0.01")]
    [InlineData(1, "$0.000000001")]
    [InlineData(-4_213_377, "$-0.0042")]
    [InlineData(0, "$0.00")]
    public void Money_IsReadable(long nanos, string text) => Assert.Equal(text, new Money(nanos).ToString());
}
