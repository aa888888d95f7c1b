using System.Collections.Immutable;
using Router.Core.Migration;

namespace Router.Core.Spend.Effects;

/// <summary>What was spent elsewhere was carried over, as far as its periods are those of the account's time.</summary>
/// <inheritdoc cref="SpendEffect"/>
/// <param name="Sequence">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Source">Where it was spent: it is carried over once.</param>
/// <param name="Nodes">What each node is charged.</param>
public sealed record Carried(long Sequence, DateTimeOffset At, string Source, ImmutableArray<CarriedNode> Nodes) : SpendEffect(Sequence, At);
