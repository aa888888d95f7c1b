namespace Router.Core.Tenancy.Vault;

/// <summary>One secret of an entry, sealed under the tenant's data key.</summary>
/// <param name="Number">Counts the secrets of the entry, from 1, and is never given twice.</param>
/// <param name="Destination">The only place that it goes to, see <see cref="VaultDestination"/>; sealed with it.</param>
/// <param name="Sealed">Nonce, tag and sealed secret.</param>
/// <param name="Fingerprint">16 hexadecimal digits: equal ones are equal secrets. Made under a key of the tenant's own.</param>
/// <param name="LastFour">Its last four characters; null when it is shorter than 16.</param>
/// <param name="Created">When it was put.</param>
/// <param name="Until">It can be had until then; null for the present one.</param>
public sealed record SecretVersion(
    long Number, string Destination, ReadOnlyMemory<byte> Sealed, string Fingerprint, string? LastFour, DateTimeOffset Created, DateTimeOffset? Until);
