using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Vault;

/// <summary>The answer to who put, rotated or deleted an entry.</summary>
/// <param name="Info">The entry as it is now; null when it was refused, or is deleted.</param>
/// <param name="Problem">Why it was refused; null when it was not.</param>
public sealed record VaultResult(VaultInfo? Info, VaultProblem? Problem)
{
    /// <summary>What was done.</summary>
    public VaultChange Change => Effect?.Change ?? VaultChange.None;

    /// <summary>What changed; null when nothing did. For the host, not for who asked.</summary>
    [JsonIgnore]
    public VaultEffect? Effect { get; init; }

    /// <summary>Where the journal has the change, see <see cref="Router.Core.Journal.JournalTicket.Position"/>; 0 when nothing changed. For the host, not for who asked.</summary>
    [JsonIgnore]
    public long Position { get; init; }
}
