using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Vault;

/// <summary>Everything of vaults that is stored or travels between nodes; secrets only sealed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VaultSnapshot))]
[JsonSerializable(typeof(ImmutableArray<VaultSnapshot>))]
[JsonSerializable(typeof(VaultCommand))]
[JsonSerializable(typeof(VaultAnswer))]
[JsonSerializable(typeof(VaultEffect))]
[JsonSerializable(typeof(VaultResult))]
[JsonSerializable(typeof(VaultInfo[]))]
public sealed partial class VaultJson : JsonSerializerContext;
