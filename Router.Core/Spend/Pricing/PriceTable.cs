using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Router.Core.Spend.Pricing;

/// <summary>prices.json, the table that ships with the product.</summary>
/// <param name="Unknown">The tier for models that nobody knows.</param>
/// <param name="Free">Presets that cost nothing.</param>
/// <param name="Prices">The models.</param>
internal sealed record PriceTable(PriceEntry Unknown, ImmutableArray<string> Free, ImmutableArray<PriceEntry> Prices)
{
    public static PriceTable BuiltIn { get; } = Read();

    private static PriceTable Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("prices.json")!;
        return JsonSerializer.Deserialize(stream, PriceJson.Default.PriceTable)!;
    }
}
