namespace Chaos.Kills;

/// <summary>A vault entry as its admin knows it: what he asked for, and what was confirmed.</summary>
/// <param name="Asked">How many puts and rotations were asked for.</param>
/// <param name="Confirmed">How many of them were confirmed.</param>
/// <param name="Fingerprint">The fingerprint that the last confirmation told; null while the last one asked for is not confirmed.</param>
public sealed record KilledSecret(int Asked, int Confirmed, string? Fingerprint);
