namespace Router.Core.Configuration.Shared;

/// <summary>A version of the configuration that several nodes share, as it travels and is kept: its text may hold secrets, so it is sealed.</summary>
/// <param name="Version">Its number, ≥ 1: each is one more than the one before it.</param>
/// <param name="MasterKey">The id of the master key that it is sealed under.</param>
/// <param name="Envelope">The sealed text of a router.json.</param>
/// <param name="At">When it was made.</param>
public sealed record SealedConfig(long Version, string MasterKey, byte[] Envelope, DateTimeOffset At);
