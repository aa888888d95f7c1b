using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Vault;

/// <summary>The answer to a command.</summary>
public sealed record VaultAnswer
{
    /// <summary>The entry as it is now; null when the command was refused, or was none about an entry.</summary>
    public VaultEntry? Entry { get; init; }

    /// <summary>Why the command was refused; null when it was not.</summary>
    public VaultProblem? Problem { get; init; }

    /// <summary>What changed; null when nothing did. For the host, not for who asked.</summary>
    [JsonIgnore]
    public VaultEffect? Effect { get; init; }

    /// <summary>Where the journal has the change, see <see cref="Router.Core.Journal.JournalTicket.Position"/>; 0 when nothing changed. For the host, not for who asked.</summary>
    [JsonIgnore]
    public long Position { get; init; }

    internal static VaultAnswer Refused(VaultProblemKind kind, string field, string text) => new() { Problem = new VaultProblem(kind, field, text) };
}
