using System.Collections.Immutable;

namespace Router.Core.Configuration.Reading;

/// <summary>Reads prices: those of model entries, and the section <c>prices</c>.</summary>
internal static class PriceReader
{
    /// <summary>The entry of <c>prices</c> that is for models that nobody knows.</summary>
    private const string Unknown = "unknown";

    public static ModelPrice? Price(ConfigNode? node)
    {
        if (node?.Object() is not { } fields)
        {
            return null;
        }

        var price = new ModelPrice(
            fields.Find("input")?.Amount(), fields.Find("output")?.Amount(), fields.Find("cacheRead")?.Amount(), fields.Find("cacheWrite")?.Amount());
        fields.End();
        return price;
    }

    /// <summary>The section: prices of models in the order of the file, and what is said of unknown ones.</summary>
    public static (ImmutableArray<PriceConfig> Models, ModelPrice? Unknown) Section(ConfigNode? node)
    {
        var models = ImmutableArray.CreateBuilder<PriceConfig>();
        ModelPrice? unknown = null;
        foreach ((string name, ConfigNode value) in node?.Object()?.Members ?? [])
        {
            ModelPrice? price = Price(value);
            int slash = name.IndexOf('/', StringComparison.Ordinal);
            if (name == Unknown)
            {
                unknown = price;
            }
            else if (slash <= 0 || slash == name.Length - 1)
            {
                value.Refuse("must be named provider/model, for example \"deepseek/deepseek-chat\" or \"*/qwen3*\", or \"unknown\" for models that nobody knows");
            }
            else if (price is not null)
            {
                string provider = name[..slash];
                models.Add(new PriceConfig(provider == "*" ? null : provider, name[(slash + 1)..], price));
            }
        }

        return (models.ToImmutable(), unknown);
    }
}
