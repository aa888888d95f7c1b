using System.Collections.Immutable;
using Router.Core.Configuration;
using Router.Core.Tenancy.Directory;

namespace Router.Core.AdminContract;

/// <summary>What came of checking a configuration.</summary>
/// <param name="Errors">What stands in its way; empty when it can be used.</param>
/// <param name="Warnings">What works, but perhaps not as meant.</param>
public sealed record ConfigFindings(ImmutableArray<ConfigProblem> Errors, ImmutableArray<ConfigProblem> Warnings)
{
    /// <summary>What would be other than what is in force, where it can be used; secrets and hidden values are not compared.</summary>
    public ImmutableArray<FieldChange> Changes { get; init; } = [];

    /// <summary>Whether it can be used.</summary>
    public bool Valid => Errors.IsEmpty;
}
