using System.Text.Json;
using System.Text.Json.Serialization;

namespace Router.Api.Status;

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class StatusJson : JsonSerializerContext;
