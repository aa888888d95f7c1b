using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Configuration;

/// <summary>Finds what is different between two configurations as <see cref="ConfigJson"/> tells them; what that hides is the same in both.</summary>
internal static class ConfigDiff
{
    /// <summary>Every value that is another one, that is new, or that is gone, by its place: <c>models.fast.targets[0].target</c>.</summary>
    public static ImmutableArray<FieldChange> Between(JsonObject before, JsonObject after)
    {
        Dictionary<string, string> old = Values(before);
        Dictionary<string, string> present = Values(after);
        return
        [
            .. old.Keys.Union(present.Keys, StringComparer.Ordinal)
                .Select(place => new FieldChange(place, old.GetValueOrDefault(place), present.GetValueOrDefault(place)))
                .Where(change => change.From != change.To),
        ];
    }

    private static Dictionary<string, string> Values(JsonObject config)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        Add(values, "", config);
        return values;
    }

    private static void Add(Dictionary<string, string> values, string place, JsonNode? node)
    {
        switch (node)
        {
            case null:
                break;
            case JsonObject some:
                foreach ((string name, JsonNode? value) in some)
                {
                    Add(values, place.Length == 0 ? name : $"{place}.{name}", value);
                }

                break;
            case JsonArray list when list.Any(static entry => entry is JsonObject):
                for (int index = 0; index < list.Count; index++)
                {
                    Add(values, $"{place}[{index}]", list[index]);
                }

                break;
            case JsonArray list:
                values[place] = string.Join(", ", list.Select(static entry => entry?.ToString()));
                break;
            default:
                values[place] = node.ToString();
                break;
        }
    }
}
