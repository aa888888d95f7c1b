namespace Router.Api.Doctor;

/// <summary>What is to be looked at.</summary>
/// <param name="Model">A public name, a target or a provider's own model name; null for one that the routes name.</param>
/// <param name="Deep">Also what costs upload: a prompt beyond the window.</param>
internal sealed record ProbeRequest(string? Model, bool Deep);
