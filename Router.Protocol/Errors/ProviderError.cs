namespace Router.Protocol.Errors;

/// <summary>What a provider's error body says, whatever its shape.</summary>
/// <param name="IsEnvelope">The body is Anthropic's envelope already and can be passed on as it is.</param>
/// <param name="Type">The provider's own type, when it gives one.</param>
/// <param name="Code">The provider's own code, as text, when it gives one.</param>
/// <param name="Message">The sentence; empty when the body holds none.</param>
public sealed record ProviderError(bool IsEnvelope, string? Type, string? Code, string Message);
