using System.Collections.Immutable;

namespace Router.Api.Demo;

/// <summary>What the demo model says.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Calls">The tools that it calls after them.</param>
internal sealed record DemoReply(string Text, ImmutableArray<DemoTool> Calls);
