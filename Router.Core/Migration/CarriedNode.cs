using Router.Core.Spend;

namespace Router.Core.Migration;

/// <summary>What one node of a tenant's account has spent elsewhere.</summary>
/// <param name="Node">The node.</param>
/// <param name="Day">In the day.</param>
/// <param name="Week">In the week.</param>
/// <param name="Month">In the month.</param>
public sealed record CarriedNode(SpendNode Node, Money Day, Money Week, Money Month);
