using System.Collections.Immutable;

namespace Router.Grains.Directory;

/// <summary>What became of entries that were made elsewhere.</summary>
/// <param name="Taken">How many are here now and were not before, or were older.</param>
/// <param name="Left">What was left out, each with the reason.</param>
/// <param name="IsKept">Whether what was taken is stored; if not, nothing was.</param>
public sealed record DirectoryImport(int Taken, ImmutableArray<string> Left, bool IsKept);
