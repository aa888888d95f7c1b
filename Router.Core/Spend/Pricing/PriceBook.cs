using System.Collections.Frozen;
using System.Collections.Immutable;
using Router.Core.Configuration;
using Router.Core.Routing;

namespace Router.Core.Spend.Pricing;

/// <summary>
/// What models cost: a model entry's price goes before an override, an override before the built-in table, and a model that nobody knows costs the
/// stated tier, never nothing. docs/prices.md shows the table.
/// </summary>
public sealed class PriceBook
{
    private static readonly FrozenDictionary<string, ImmutableArray<(string Model, PriceQuote Quote)>> Table = PriceTable.BuiltIn.Prices
        .SelectMany(entry => entry.Providers.Select(provider => (Provider: provider, entry.Model, Quote: entry.Quote(PriceOrigin.Table))))
        .GroupBy(entry => entry.Provider, StringComparer.Ordinal)
        .ToFrozenDictionary(
            models => models.Key, models => models.OrderByDescending(entry => entry.Model.Length).Select(entry => (entry.Model, entry.Quote)).ToImmutableArray(), StringComparer.Ordinal);

    private static readonly FrozenSet<string> FreePresets = PriceTable.BuiltIn.Free.ToFrozenSet(StringComparer.Ordinal);
    private static readonly PriceQuote NoPrice = new(TokenPrice.Free, PriceOrigin.Free, "", null);

    private readonly ImmutableArray<PriceOverride> _overrides;

    /// <summary>A book with a configuration's own prices.</summary>
    /// <param name="overrides">In the order in which they are asked: the first that fits holds.</param>
    /// <param name="unknown">What to change of the tier for unknown models; null for nothing.</param>
    public PriceBook(ImmutableArray<PriceOverride> overrides, ModelPrice? unknown = null)
    {
        _overrides = overrides;
        UnknownTier = unknown is null ? Unknown : Unknown with { Price = Unknown.Price.With(unknown) };
    }

    /// <summary>The tier for unknown models, which Claude's own gateway uses too.</summary>
    public static PriceQuote Unknown { get; } = PriceTable.BuiltIn.Unknown.Quote(PriceOrigin.Unknown);

    /// <summary>The built-in table alone.</summary>
    public static PriceBook BuiltIn { get; } = new([]);

    /// <summary>The tier for unknown models as this book has it.</summary>
    public PriceQuote UnknownTier { get; }

    /// <summary>What a model costs at a provider.</summary>
    /// <param name="provider">The provider's name.</param>
    /// <param name="preset">Its preset; null for none.</param>
    /// <param name="model">The model as the provider knows it.</param>
    /// <param name="own">The price of the model entry that the request goes by; null for none.</param>
    /// <param name="multiplier">The tenant's multiplier, ≥ 0. Default 1.</param>
    public PriceQuote Find(string provider, string? preset, string model, ModelPrice? own = null, decimal multiplier = 1)
    {
        PriceQuote quote = Find(preset, model);
        foreach (PriceOverride line in _overrides)
        {
            if (IsOf(line, provider, preset) && NamePattern.Matches(line.Model, model))
            {
                quote = quote.With(line.Price);
                break;
            }
        }

        return (own is null ? quote : quote.With(own)).Times(multiplier);
    }

    private PriceQuote Find(string? preset, string model)
    {
        if (preset is not null && FreePresets.Contains(preset))
        {
            return NoPrice;
        }

        if (preset is not null && Table.TryGetValue(preset, out ImmutableArray<(string Model, PriceQuote Quote)> models))
        {
            string name = PricedName.Of(model);
            foreach ((string known, PriceQuote quote) in models)
            {
                if (PricedName.IsOf(name, known))
                {
                    return quote;
                }
            }
        }

        return UnknownTier;
    }

    private static bool IsOf(PriceOverride line, string provider, string? preset) =>
        line.Provider is null || string.Equals(line.Provider, provider, StringComparison.Ordinal) || string.Equals(line.Provider, preset, StringComparison.Ordinal);
}
