namespace Router.Core.Journal;

/// <summary>What a projection saved.</summary>
/// <param name="Version">The version of its snapshots at that time.</param>
/// <param name="State">What it wrote.</param>
public sealed record ProjectionSnapshot(int Version, ReadOnlyMemory<byte> State);
