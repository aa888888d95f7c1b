namespace Router.Api.Import.Sources;

/// <summary>One variable of a source.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, quotes removed.</param>
/// <param name="Origin">Where it stands, such as <c>.env:3 PORT</c>.</param>
internal sealed record SourceVariable(string Name, string Value, string Origin);
