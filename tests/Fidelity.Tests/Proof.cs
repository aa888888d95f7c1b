namespace Fidelity.Tests;

/// <summary>A test that exists and runs.</summary>
/// <param name="Name">As claims.json names it.</param>
/// <param name="Path">Its file, or its golden folder, from the repository's root.</param>
internal sealed record Proof(string Name, string Path);
