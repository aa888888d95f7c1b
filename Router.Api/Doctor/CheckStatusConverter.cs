using System.Text.Json;
using System.Text.Json.Serialization;
using Router.Core.AdminContract.Checks;

namespace Router.Api.Doctor;

/// <summary>Writes a status as its lower-case word.</summary>
internal sealed class CheckStatusConverter() : JsonStringEnumConverter<CheckStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
