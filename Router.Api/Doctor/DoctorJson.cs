using System.Text.Json.Serialization;

namespace Router.Api.Doctor;

/// <summary>The report as JSON. Every member is always written, null where it does not apply, so that a script needs no special cases.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(CheckStatusConverter)])]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(ProviderReport))]
internal sealed partial class DoctorJson : JsonSerializerContext;
