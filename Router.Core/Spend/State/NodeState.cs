using Router.Core.Admission.State;

namespace Router.Core.Spend.State;

/// <summary>A node.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Day">Spent in the day of the snapshot's time.</param>
/// <param name="Week">Spent in its week.</param>
/// <param name="Month">Spent in its month.</param>
/// <param name="Requests">The window of requests.</param>
/// <param name="Tokens">The window of tokens.</param>
public sealed record NodeState(SpendNode Node, Money Day, Money Week, Money Month, WindowState Requests, WindowState Tokens);
