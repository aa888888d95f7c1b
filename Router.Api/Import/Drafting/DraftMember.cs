using System.Text.Json.Nodes;

namespace Router.Api.Import.Drafting;

/// <summary>One member of a drafted object.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">The value; null for an object.</param>
/// <param name="Object">The object; null for a value.</param>
/// <param name="Comment">Where it comes from; null when there is nothing to say.</param>
internal sealed record DraftMember(string Name, JsonNode? Value, DraftObject? Object, string? Comment);
