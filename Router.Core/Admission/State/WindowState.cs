using System.Collections.Immutable;

namespace Router.Core.Admission.State;

/// <summary>A sliding window.</summary>
/// <param name="FirstIndex">The number of the first entry; permits refer to entries by number.</param>
/// <param name="Held">What stocks hold.</param>
/// <param name="Entries">The entries, oldest first.</param>
public sealed record WindowState(long FirstIndex, long Held, ImmutableArray<WindowEntry> Entries);
