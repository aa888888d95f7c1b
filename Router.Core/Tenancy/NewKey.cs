using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Router.Core.Tenancy;

/// <summary>A key that was just made: the only moment at which its secret exists in plain text. How it is written, <see cref="KeyText"/> says.</summary>
/// <param name="id">The public id, 8 characters.</param>
/// <param name="secret">The whole key, to be shown once.</param>
public sealed class NewKey(string id, string secret)
{
    /// <summary>The public id, 8 characters.</summary>
    public string Id { get; } = id;

    /// <summary>The whole key, to be shown once. Whoever shows it writes it out himself: serializing this object does not.</summary>
    [JsonIgnore]
    public string Secret { get; } = secret;

    /// <summary>Makes a client key with 256 random bits.</summary>
    /// <param name="id">Its id; null for a random one.</param>
    /// <param name="random">The random source; null for the system's.</param>
    public static NewKey Client(string? id = null, RandomFill? random = null) => Make(KeyText.ClientPrefix, id, random ?? RandomNumberGenerator.Fill);

    /// <summary>Makes an admin key with 256 random bits.</summary>
    /// <param name="random">The random source; null for the system's.</param>
    public static NewKey Admin(RandomFill? random = null) => Make(KeyText.AdminPrefix, id: null, random ?? RandomNumberGenerator.Fill);

    private static NewKey Make(string prefix, string? id, RandomFill random)
    {
        id ??= KeyText.Random(KeyText.IdLength, random);
        return new NewKey(id, KeyText.WithChecksum($"{prefix}{id}-{KeyText.Random(KeyText.SecretLength, random)}"));
    }

    /// <summary>The id alone; the secret never gets into a log by accident.</summary>
    public override string ToString() => Id;
}
