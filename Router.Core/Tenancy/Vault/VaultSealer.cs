using System.Security.Cryptography;
using System.Text;
using Router.Core.Tenancy.Vault.Sealing;

namespace Router.Core.Tenancy.Vault;

/// <summary>Seals and opens what vaults hold, on the node that needs it: entities, journals and other nodes see sealed secrets only.</summary>
/// <param name="keys">The master keys.</param>
/// <param name="random">The random source; null for the system's.</param>
public sealed class VaultSealer(MasterKeys keys, RandomFill? random = null)
{
    private const int FingerprintBytes = 8;
    private const int ShortestForLastFour = 16;
    private const int DataKeySize = 32;

    private readonly RandomFill _random = random ?? RandomNumberGenerator.Fill;

    /// <summary>Makes a data key.</summary>
    public WrappedKey NewKey(string tenant)
    {
        using var key = new SecretBuffer(DataKeySize);
        _random(key.Writable);
        return Wrap(tenant, key, 1);
    }

    /// <summary>Wraps a data key under the present master key.</summary>
    /// <param name="state">The vault.</param>
    /// <param name="problem">Why it can't be; null when it can.</param>
    /// <returns>Null when there is none, when it is wrapped so already, or can't be.</returns>
    public WrappedKey? Rewrap(VaultState state, out VaultProblem? problem)
    {
        problem = null;
        if (state.Key is null || state.Key.MasterKey == keys.Current.Id)
        {
            return null;
        }

        using SecretBuffer? key = Unwrap(state, out problem);
        return key is null ? null : Wrap(state.Tenant, key, state.Key.Version + 1);
    }

    /// <summary>Seals a secret as the next one of an entry.</summary>
    /// <param name="state">The vault; it has a data key.</param>
    /// <param name="user">The user whose own it is; null for the tenant's.</param>
    /// <param name="name">The entry's name.</param>
    /// <param name="destination">The only place that it goes to.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="problem">Why it can't be; null when it can.</param>
    public SecretVersion? Seal(VaultState state, string? user, string name, string destination, SecretBuffer secret, out VaultProblem? problem)
    {
        using SecretBuffer? key = Unwrap(state, out problem);
        if (key is null)
        {
            return null;
        }

        long number = (state.Find(user, name)?.LastNumber ?? 0) + 1;
        byte[] envelope = Envelope.Seal(key.AsSpan(), secret.AsSpan(), Label.OfSecret(state.Tenant, user, name, destination, number), _random);
        return new SecretVersion(number, destination, envelope, Fingerprint(key, secret), LastFour(secret), default, null);
    }

    /// <summary>Opens a secret of an entry.</summary>
    /// <param name="state">The vault.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="secret">Which of its secrets.</param>
    /// <param name="problem">Why it can't be; null when it can.</param>
    public SecretBuffer? Open(VaultState state, VaultEntry entry, SecretVersion secret, out VaultProblem? problem)
    {
        using SecretBuffer? key = Unwrap(state, out problem);
        if (key is null)
        {
            return null;
        }

        SecretBuffer? plain = Envelope.Open(key.AsSpan(), secret.Sealed.Span, Label.OfSecret(state.Tenant, entry.User, entry.Name, secret.Destination, secret.Number));
        problem = plain is null
            ? new VaultProblem(VaultProblemKind.Damaged, "secret", $"the entry \"{entry.Name}\" of tenant \"{state.Tenant}\" is not what was sealed; restore the state from a copy, or put the secret again")
            : null;
        return plain;
    }

    private WrappedKey Wrap(string tenant, SecretBuffer key, long version) =>
        new(keys.Current.Id, version, Envelope.Seal(keys.Current.AsSpan(), key.AsSpan(), Label.OfDataKey(tenant), _random));

    private SecretBuffer? Unwrap(VaultState state, out VaultProblem? problem)
    {
        WrappedKey wrapped = state.Key ?? throw new InvalidOperationException("The vault has no data key yet.");
        if (keys.Find(wrapped.MasterKey) is not { } master)
        {
            problem = new VaultProblem(
                VaultProblemKind.WrongMasterKey, "secrets.masterKey",
                $"the vault of tenant \"{state.Tenant}\" is sealed under the master key {wrapped.MasterKey}, which is not known here (known: {keys}). Set that key again; nothing is lost");
            return null;
        }

        SecretBuffer? key = Envelope.Open(master.AsSpan(), wrapped.Sealed.Span, Label.OfDataKey(state.Tenant));
        problem = key is null
            ? new VaultProblem(VaultProblemKind.Damaged, "key", $"the data key of tenant \"{state.Tenant}\" is not what was sealed; restore the state from a copy")
            : null;
        return key;
    }

    // Under a key of the tenant's own, so that fingerprints stay when the master key changes and say nothing across tenants.
    private static string Fingerprint(SecretBuffer key, SecretBuffer secret)
    {
        using var own = new SecretBuffer(DataKeySize);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.AsSpan(), own.Writable, salt: default, info: "router vault fingerprints v1"u8);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(own.AsSpan(), secret.AsSpan(), hash);
        return Convert.ToHexStringLower(hash[..FingerprintBytes]);
    }

    // Secrets are ASCII, see VaultRules: of no other part of it a copy is made.
    private static string? LastFour(SecretBuffer secret) => secret.AsSpan().Length < ShortestForLastFour ? null : Encoding.ASCII.GetString(secret.AsSpan()[^4..]);
}
