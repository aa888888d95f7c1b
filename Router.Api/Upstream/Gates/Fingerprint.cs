using Router.Core.Tenancy;

namespace Router.Api.Upstream.Gates;

/// <summary>Tells credentials apart without showing them.</summary>
internal static class Fingerprint
{
    /// <summary>8 hexadecimal digits of the secret's keyed hash.</summary>
    public static string Of(KeyHasher hasher, string secret) => Convert.ToHexStringLower(hasher.Hash(secret).AsSpan(0, 4));
}
