using System.Text.Json.Serialization;

namespace Router.Api.State;

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredKey[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class StateJson : JsonSerializerContext;
