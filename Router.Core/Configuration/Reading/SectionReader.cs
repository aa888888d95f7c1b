using System.Collections.Immutable;

namespace Router.Core.Configuration.Reading;

/// <summary>Reads the small sections that several places share.</summary>
internal static class SectionReader
{
    public static ProviderLimits Limits(ConfigNode? node)
    {
        if (node?.Object() is not { } fields)
        {
            return new ProviderLimits(null, null, null);
        }

        var limits = new ProviderLimits(
            fields.Find("requestsPerMinute")?.Count(1), fields.Find("tokensPerMinute")?.Count(1, long.MaxValue), fields.Find("concurrency")?.Count(1));
        fields.End();
        return limits;
    }

    public static BudgetConfig? Budget(ConfigNode? node)
    {
        if (node?.Object() is not { } fields)
        {
            return null;
        }

        decimal? usd = fields.Find("usd")?.Amount();
        string? per = fields.Find("per")?.OneOf("day", "week", "month");
        long? softAt = fields.Find("softAt")?.Count(1, 100);
        if (fields.Find("usd") is null || fields.Find("per") is null)
        {
            node.Value.Refuse("needs \"usd\" and \"per\", for example { \"usd\": 50, \"per\": \"month\" }");
        }

        if (usd == 0)
        {
            fields.Find("usd")!.Value.Refuse("must be more than 0; leave the budget out for none");
        }

        if (usd > BudgetConfig.MostUsd)
        {
            fields.Find("usd")!.Value.Refuse("must be at most a billion dollars; leave the budget out for none");
        }

        fields.End();
        return usd is { } amount && per is not null ? new BudgetConfig(amount, per, (int?)softAt) : null;
    }

    public static ImmutableDictionary<string, string> TextMap(ConfigNode? node, Action<string, string?, ConfigNode>? check = null)
    {
        ImmutableDictionary<string, string>.Builder map = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach ((string name, ConfigNode value) in node?.Object()?.Members ?? [])
        {
            string? text = value.Text();
            check?.Invoke(name, text, value);
            if (text is not null)
            {
                map[name] = text;
            }
        }

        return map.ToImmutable();
    }

    public static ImmutableDictionary<string, string> RawMap(ConfigNode? node) =>
        (node?.Object()?.Members ?? []).ToImmutableDictionary(member => member.Key, member => member.Value.PlainJson(), StringComparer.Ordinal);

    public static void CheckHeader(string name, string? text, ConfigNode value)
    {
        if (name.Length == 0 || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
        {
            value.Refuse("is not a header name; use letters, digits and \"-\"");
        }

        if (ReservedHeaders.Contains(name))
        {
            value.Refuse($"\"{name}\" is set by HTTP or by the gateway and can't be set here; remove it");
        }

        if (text?.All(character => character is '\t' or (>= ' ' and <= '~')) == false)
        {
            value.Refuse("a header's value must be one line of ASCII text");
        }
    }
}
