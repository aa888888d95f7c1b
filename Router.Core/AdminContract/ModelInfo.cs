using System.Collections.Immutable;
using Router.Core.Configuration;

namespace Router.Core.AdminContract;

/// <summary>A name that clients can ask for, and where it leads.</summary>
/// <param name="Name">The name, or a pattern.</param>
/// <param name="DisplayName">The name for people.</param>
/// <param name="Entry">The name of the entry under "models" that decides; null for a tier or a provider's own name.</param>
/// <param name="Targets">Where it leads, in order; of a pattern with the star as written.</param>
/// <param name="Strategy">How the first target is chosen.</param>
/// <param name="ContextWindow">Tokens; null when unknown.</param>
/// <param name="MaxOutputTokens">Tokens; null when unknown.</param>
/// <param name="Price">USD a million tokens, as the entry says; null when it says nothing.</param>
public sealed record ModelInfo(
    string Name, string DisplayName, string? Entry, ImmutableArray<string> Targets, RouteStrategy Strategy, long? ContextWindow, long? MaxOutputTokens, ModelPrice? Price);
