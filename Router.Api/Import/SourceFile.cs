namespace Router.Api.Import;

/// <summary>A file to import.</summary>
/// <param name="Name">Its name, for people and for the names of providers.</param>
/// <param name="Text">Its text.</param>
internal sealed record SourceFile(string Name, string Text);
