using System.Text.Json.Serialization;
using Router.Core.Reasoning;

namespace Router.Api.Reasoning;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReasoningRecord))]
internal sealed partial class ReasoningJson : JsonSerializerContext;
