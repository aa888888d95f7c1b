namespace Fidelity.Tests;

/// <summary>Claims about one subject: a heading of the page.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Claims">In the order of the page.</param>
internal sealed record ClaimGroup(string Title, Claim[] Claims);
