using System.Text.Json;
using System.Text.Json.Serialization;

namespace Router.Api.Status;

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class StatusJson : JsonSerializerContext;
