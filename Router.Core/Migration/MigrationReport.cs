using System.Collections.Immutable;

namespace Router.Core.Migration;

/// <summary>What became of a part.</summary>
/// <param name="Taken">What is there now and was not before.</param>
/// <param name="Known">What was there already.</param>
/// <param name="Left">What was left out, each with the reason.</param>
public sealed record MigrationReport(int Taken, int Known, ImmutableArray<string> Left);
