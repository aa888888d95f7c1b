using System.Text.Json.Serialization;
using Router.Core.Tenancy.Directory;

namespace Router.Core.Tenancy.Vault;

/// <summary>What a command did. Applied any number of times, in their order, effects lead to the same vault: of each part the highest version counts.</summary>
/// <param name="Tenant">Whose vault.</param>
/// <param name="Key">The data key as it is wrapped now; null when that did not change.</param>
/// <param name="Entry">The entry that changed, as it is now; null when none did.</param>
public sealed record VaultEffect(string Tenant, WrappedKey? Key, VaultEntry? Entry)
{
    /// <summary>What was done to the entry; none for a use.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public VaultChange Change { get; init; }

    /// <summary>Who asked for it; null when nobody outside did.</summary>
    public Requester? By { get; init; }
}
