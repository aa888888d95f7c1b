namespace Router.Core.Spend;

/// <summary>Where a request came from, as its usage record tells. All of it is the client's word.</summary>
/// <param name="Model">The model that was asked for.</param>
/// <param name="Session">The client's session; null when it names none.</param>
/// <param name="Agent">The agent within the session; null for the session itself.</param>
/// <param name="ParentAgent">The agent that started it; null for none.</param>
public sealed record RequestOrigin(string Model, string? Session = null, string? Agent = null, string? ParentAgent = null);
