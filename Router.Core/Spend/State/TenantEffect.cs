using Router.Core.Spend.Effects;

namespace Router.Core.Spend.State;

/// <summary>An effect as the journal keeps it.</summary>
/// <param name="Tenant">Whose account it changed.</param>
/// <param name="Effect">The effect.</param>
public sealed record TenantEffect(string Tenant, SpendEffect Effect);
