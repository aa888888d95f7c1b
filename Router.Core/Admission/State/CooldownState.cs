namespace Router.Core.Admission.State;

/// <summary>A cooldown.</summary>
/// <param name="Reason">Why; none before the first.</param>
/// <param name="Until">Its end, UTC ticks.</param>
/// <param name="Level">How many came one behind another.</param>
/// <param name="Since">All requests ever granted when it began: of older ones further refusals are no news.</param>
public readonly record struct CooldownState(RefusalReason Reason, long Until, int Level, long Since);
