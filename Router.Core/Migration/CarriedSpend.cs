using System.Collections.Immutable;

namespace Router.Core.Migration;

/// <summary>What a tenant has spent elsewhere, so that budgets go on where they were.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="At">The time whose day, week and month are meant.</param>
/// <param name="Nodes">The nodes that have spent something.</param>
public sealed record CarriedSpend(string Tenant, DateTimeOffset At, ImmutableArray<CarriedNode> Nodes);
