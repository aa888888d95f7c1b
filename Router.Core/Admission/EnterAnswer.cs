namespace Router.Core.Admission;

/// <summary>The answer to <see cref="ProviderGate.Enter"/>.</summary>
/// <param name="Answer">For the request itself.</param>
/// <param name="Effects">For others.</param>
public readonly record struct EnterAnswer(GateAnswer Answer, GateEffects Effects);
