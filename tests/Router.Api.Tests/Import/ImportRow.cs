using Router.Api.Import;

namespace Router.Api.Tests.Import;

/// <summary>One variable or field of another proxy: what docs/switching.md says of it, and the proof.</summary>
/// <param name="System">The heading of its table.</param>
/// <param name="Name">The variable or field.</param>
/// <param name="Becomes">What it becomes, as the page says it.</param>
/// <param name="Files">Files that hold it.</param>
/// <param name="Path">Where it must be found in router.json, with <c>/</c> between keys; null for something that is only told.</param>
/// <param name="Expected">The value there as JSON, or a part of what must be told.</param>
internal sealed record ImportRow(string System, string Name, string Becomes, SourceFile[] Files, string? Path, string Expected);
