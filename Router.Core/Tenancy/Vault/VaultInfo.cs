using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Vault;

/// <summary>All that anybody is told about an entry.</summary>
public sealed record VaultInfo
{
    /// <summary>What names it.</summary>
    public required VaultPath Path { get; init; }

    /// <summary>Counts its changes, from 1; using it is none.</summary>
    public required long Version { get; init; }

    /// <summary>The fingerprint of its present secret, 16 hexadecimal digits.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The present secret's last four characters; null when it is shorter than 16.</summary>
    public required string? LastFour { get; init; }

    /// <summary>The only place that the present secret goes to, see <see cref="VaultDestination"/>.</summary>
    public required string Destination { get; init; }

    /// <summary>The providers of router.json that lie there. Found out where entries are told; the vault does not keep them.</summary>
    public ImmutableArray<string> Providers { get; init; } = [];

    /// <summary>When the entry was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>When it was last used, to the hour; null for never.</summary>
    public required DateTimeOffset? Used { get; init; }

    /// <summary>Until when the secret before can still be had; null when there is none.</summary>
    public required DateTimeOffset? OldUntil { get; init; }

    /// <summary>The version as an HTTP entity tag, quotation marks included.</summary>
    [JsonIgnore]
    public string ETag => $"\"{Version}\"";
}
