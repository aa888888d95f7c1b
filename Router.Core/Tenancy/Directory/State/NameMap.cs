using System.Collections.Immutable;

namespace Router.Core.Tenancy.Directory.State;

/// <summary>Which names are taken under one parent, and by whom. Letter case makes no difference.</summary>
internal readonly record struct NameMap(ImmutableDictionary<string, string> Owners)
{
    public static NameMap Empty { get; } = new(ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether somebody else than <paramref name="id"/> has the name.</summary>
    public bool IsTaken(string name, string id) => Owners.TryGetValue(name, out string? owner) && !string.Equals(owner, id, StringComparison.OrdinalIgnoreCase);

    /// <summary>After an entry changed: its old name is free, the new one is its own unless it is deleted.</summary>
    public NameMap With(string id, string? old, string name, Standing standing)
    {
        ImmutableDictionary<string, string> owners = old is not null && !IsTaken(old, id) ? Owners.Remove(old) : Owners;
        return new NameMap(standing == Standing.Deleted ? owners : owners.SetItem(name, id));
    }

    public static NameMap Of(IEnumerable<(string Id, string Name, Standing Standing)> entries) => new(entries
        .Where(entry => entry.Standing != Standing.Deleted)
        .ToImmutableDictionary(entry => entry.Name, entry => entry.Id, StringComparer.OrdinalIgnoreCase));
}
