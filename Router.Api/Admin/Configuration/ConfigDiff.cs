using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Configuration;

/// <summary>Finds what is different between two configurations as <see cref="ConfigJson"/> tells them; what that hides is the same in both.</summary>
internal static class ConfigDiff
{
    private const string Whole = "(the whole entry)";

    /// <summary>Every value that is another one or new, by its place: <c>models.fast.targets[0].target</c>. An entry that is gone is told as a whole.</summary>
    public static ImmutableArray<FieldChange> Between(JsonObject before, JsonObject after)
    {
        ImmutableArray<FieldChange>.Builder changes = ImmutableArray.CreateBuilder<FieldChange>();
        Compare(changes, "", before, after);
        return changes.ToImmutable();
    }

    private static void Compare(ImmutableArray<FieldChange>.Builder changes, string place, JsonNode? before, JsonNode? after)
    {
        if (before is JsonObject && after is null)
        {
            changes.Add(new FieldChange(place, Whole, null));
        }
        else if (before is JsonObject || after is JsonObject)
        {
            var old = before as JsonObject;
            var present = after as JsonObject;
            foreach (string name in Names(old).Union(Names(present), StringComparer.Ordinal))
            {
                Compare(changes, place.Length == 0 ? name : $"{place}.{name}", old?[name], present?[name]);
            }
        }
        else if (HoldsObjects(before) || HoldsObjects(after))
        {
            var old = before as JsonArray ?? [];
            var present = after as JsonArray ?? [];
            for (int index = 0; index < Math.Max(old.Count, present.Count); index++)
            {
                Compare(changes, $"{place}[{index}]", index < old.Count ? old[index] : null, index < present.Count ? present[index] : null);
            }
        }
        else if (Text(before) != Text(after))
        {
            changes.Add(new FieldChange(place, Text(before), Text(after)));
        }
    }

    private static IEnumerable<string> Names(JsonObject? json) => json?.Select(static member => member.Key) ?? [];

    private static bool HoldsObjects(JsonNode? node) => node is JsonArray list && list.Any(static entry => entry is JsonObject);

    /// <summary>A value; null for none, as an empty list is.</summary>
    private static string? Text(JsonNode? node) => node switch
    {
        null or JsonArray { Count: 0 } => null,
        JsonArray list => string.Join(", ", list.Select(static entry => entry?.ToString())),
        _ => node.ToString(),
    };
}
