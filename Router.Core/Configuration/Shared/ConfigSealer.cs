using System.Security.Cryptography;
using Router.Core.Tenancy.Vault;
using Router.Core.Tenancy.Vault.Sealing;

namespace Router.Core.Configuration.Shared;

/// <summary>Seals and opens shared configurations, on the nodes: entities and stores see what is sealed only. A version is bound to its number, so that nobody who can write the store brings an old one back as a new one.</summary>
/// <param name="keys">The master keys.</param>
public sealed class ConfigSealer(MasterKeys keys)
{
    /// <summary>The id of the present master key.</summary>
    public string KeyId => keys.Current.Id;

    /// <summary>Whether a master key is the present one, or one of before that is still known.</summary>
    public bool Knows(string id) => keys.Find(id) is not null;

    /// <summary>Seals a text.</summary>
    /// <param name="version">Its number.</param>
    /// <param name="text">The text of a router.json.</param>
    /// <param name="at">Now.</param>
    public SealedConfig Seal(long version, ReadOnlySpan<byte> text, DateTimeOffset at) =>
        new(version, keys.Current.Id, Envelope.Seal(keys.Current.AsSpan(), text, Label.OfConfiguration(version), RandomNumberGenerator.Fill), at);

    /// <summary>The text; null when none of the master keys opens it, or somebody changed it.</summary>
    public byte[]? Open(SealedConfig config)
    {
        using SecretBuffer? text = keys.Find(config.MasterKey) is { } key ? Envelope.Open(key.AsSpan(), config.Envelope, Label.OfConfiguration(config.Version)) : null;
        return text?.AsSpan().ToArray();
    }

    /// <summary>Whether it is sealed under a master key of before.</summary>
    public bool IsOld(SealedConfig config) => config.MasterKey != keys.Current.Id;
}
