using System.Text.Json;

namespace Router.Core.Configuration.Reading;

/// <summary>Reads the members of one object and, at the end, tells which ones nobody asked for.</summary>
internal sealed class ObjectReader
{
    private readonly Dictionary<string, ConfigNode> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public ObjectReader(JsonElement element, string path, ICollection<ConfigProblem> problems)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            var node = new ConfigNode(property.Value, KeyPath.Member(path, property.Name), problems);
            if (!_members.TryAdd(property.Name, node))
            {
                node.Refuse("is given twice; keep one of them");
            }
        }
    }

    /// <summary>All members in order, for objects whose names are the user's own (providers, models, headers).</summary>
    public IEnumerable<KeyValuePair<string, ConfigNode>> Members => _members;

    /// <summary>A member that may be absent. JSON null counts as absent.</summary>
    public ConfigNode? Find(string name)
    {
        _asked.Add(name);
        return _members.TryGetValue(name, out ConfigNode node) && node.Kind != JsonValueKind.Null ? node : null;
    }

    /// <summary>Refuses every member that was never asked for.</summary>
    public void End()
    {
        foreach ((string name, ConfigNode node) in _members)
        {
            if (!_asked.Contains(name))
            {
                string suggestion = Spelling.Suggest(name, _asked);
                node.Refuse($"is not a key that router.json knows here{(suggestion.Length > 0 ? suggestion : $"; known: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}")}");
            }
        }
    }
}
