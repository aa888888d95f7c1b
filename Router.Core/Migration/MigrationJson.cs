using System.Text.Json.Serialization;

namespace Router.Core.Migration;

/// <summary>How parts travel.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MigrationPart))]
public sealed partial class MigrationJson : JsonSerializerContext;
