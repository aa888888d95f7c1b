using System.Collections.Immutable;
using Router.Core.AdminContract;
using Router.Core.Configuration.Shared;

namespace Router.Grains.Configuration;

/// <summary>The answer to a new version.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Current">The version in force; null while there is none.</param>
/// <param name="Nodes">The nodes, as they are with it.</param>
public sealed record ConfigReply(ConfigOutcome Outcome, SealedConfig? Current, ImmutableArray<NodeInfo> Nodes);
