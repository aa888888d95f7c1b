using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Router.Core.AdminContract.Checks;

namespace Router.Api.Doctor;

/// <summary>The report as JSON. Every member is always written, null where it does not apply, so that a script needs no special cases.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(ProviderReport))]
internal sealed partial class DoctorJson : JsonSerializerContext
{
    /// <summary>Indented, statuses as words, and quotation marks that people can read.</summary>
    public static DoctorJson Readable { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new CheckStatusConverter() },
    });
}
