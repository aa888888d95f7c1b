using System.Collections.Immutable;

namespace Router.Core.Configuration.Loading;

/// <summary>What loading gave: a configuration, or every problem that stands in its way.</summary>
/// <param name="Config">The configuration; null when there are errors.</param>
/// <param name="Errors">Every problem of the file.</param>
/// <param name="Warnings">What works, but perhaps not as meant.</param>
public sealed record ConfigResult(RouterConfig? Config, ImmutableArray<ConfigProblem> Errors, ImmutableArray<ConfigProblem> Warnings)
{
    /// <summary>What could be read of it, also when it has errors; null where it is no JSON. Nothing may be started with it.</summary>
    public RouterConfig? Readable { get; init; } = Config;

    /// <summary>Absolute paths of the files that it takes secrets from, also when it has errors: a change of one of them may mend it.</summary>
    public ImmutableArray<string> SecretFiles { get; init; } = [];
}
