using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;

namespace Router.Core.Spend.State;

/// <summary>Everything of spend that is stored or travels between nodes.</summary>
[JsonSerializable(typeof(SpendSnapshot))]
[JsonSerializable(typeof(SpendEffect))]
[JsonSerializable(typeof(TenantEffect))]
[JsonSerializable(typeof(ImmutableArray<TenantSpend>))]
[JsonSerializable(typeof(SpendRequest))]
[JsonSerializable(typeof(SpendAnswer))]
[JsonSerializable(typeof(Extension))]
[JsonSerializable(typeof(ExtendAnswer))]
[JsonSerializable(typeof(Settlement))]
[JsonSerializable(typeof(Charge))]
[JsonSerializable(typeof(SettleAnswer))]
[JsonSerializable(typeof(ImmutableArray<NodeStatus>))]
public sealed partial class SpendJson : JsonSerializerContext;
