namespace Router.Core.AdminContract;

/// <summary>A provider as it stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">In one word: drained, closed (every gate for messages), failing, unused or ok.</param>
/// <param name="Drained">Whether an operator has taken it out of use.</param>
/// <param name="Details">How it does; null for whoever does not administer the gateway, since all tenants' requests stand in it.</param>
public sealed record ProviderStatus(string Name, string Status, bool Drained, ProviderDetails? Details);
