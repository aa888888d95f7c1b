using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Router.Core.Usage.State;

/// <summary>Everything of usage that is stored or travels between nodes.</summary>
[JsonSerializable(typeof(UsageRecord))]
[JsonSerializable(typeof(UsageQuery))]
[JsonSerializable(typeof(UsageState))]
[JsonSerializable(typeof(ImmutableArray<UsageRollup>))]
[JsonSerializable(typeof(ImmutableArray<UsageRow>))]
public sealed partial class UsageJson : JsonSerializerContext;
