namespace Router.Core.Journal.Snapshots;

/// <summary>One projection in a snapshot file.</summary>
/// <param name="Name">The projection.</param>
/// <param name="Position">The records up to here are in it.</param>
/// <param name="Snapshot">What it saved.</param>
internal sealed record SnapshotSection(string Name, long Position, ProjectionSnapshot Snapshot);
