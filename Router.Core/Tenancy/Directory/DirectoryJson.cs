using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Directory;

/// <summary>Everything of the directory that is stored or travels between nodes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DirectorySnapshot))]
[JsonSerializable(typeof(DirectoryCommand))]
[JsonSerializable(typeof(DirectoryAnswer))]
[JsonSerializable(typeof(DirectoryEffect))]
[JsonSerializable(typeof(DirectoryQuery))]
[JsonSerializable(typeof(DirectoryEntry[]))]
public sealed partial class DirectoryJson : JsonSerializerContext;
