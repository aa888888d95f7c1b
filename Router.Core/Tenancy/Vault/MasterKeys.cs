using System.Collections.Immutable;

namespace Router.Core.Tenancy.Vault;

/// <summary>The master keys that are known: the present one, and earlier ones while vaults are still sealed under them.</summary>
/// <param name="current">The present one; what is wrapped from now on is wrapped under it.</param>
/// <param name="earlier">Earlier ones.</param>
public sealed class MasterKeys(MasterKey current, params ImmutableArray<MasterKey> earlier)
{
    /// <summary>The present one.</summary>
    public MasterKey Current => current;

    /// <summary>Whether there are earlier ones.</summary>
    public bool HasEarlier => !earlier.IsEmpty;

    /// <summary>The one with that id; null when it is not known.</summary>
    public MasterKey? Find(string id) => earlier.Prepend(current).FirstOrDefault(key => key.Id == id);

    /// <summary>The ids of all.</summary>
    public override string ToString() => string.Join(", ", earlier.Prepend(current));
}
