namespace Router.Protocol.Anthropic.Shaping;

/// <summary>Where a content block stands in a body.</summary>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Type">Its type; empty when it has none.</param>
internal readonly record struct BlockPlace(Range Bytes, string Type);
