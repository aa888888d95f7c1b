using System.Collections.Immutable;

namespace Router.Core.Routing;

/// <summary>Targets in the order in which they are tried, those first that can serve the message.</summary>
/// <param name="Targets">All of the targets.</param>
/// <param name="Notes">Why some stand behind that stood in front: <c>target-skipped-window</c>, <c>-images</c>, <c>-documents</c>, <c>-tools</c>, <c>-output</c>.</param>
public sealed record FittingOrder(ImmutableArray<Target> Targets, ImmutableArray<string> Notes);
