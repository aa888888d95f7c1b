using Router.Core.Spend;

namespace Router.Core.AdminContract.Events;

/// <summary>A budget has reached a percentage that its users are warned at. Told once in a period for each.</summary>
/// <param name="At">When.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Path">Whose request reached it.</param>
/// <param name="Standing">How the budget stands.</param>
public sealed record BudgetWarned(DateTimeOffset At, string Tenant, SpendPath Path, BudgetStanding Standing) : AdminEvent(At);
