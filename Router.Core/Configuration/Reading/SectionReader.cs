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
