using System.Text.Json.Serialization;

namespace Router.Api.Import;

/// <summary>Kinds of what an import tells.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportNoteKind>))]
internal enum ImportNoteKind
{
    /// <summary>A secret that the gateway needs in its environment.</summary>
    [JsonStringEnumMemberName("export")]
    Export,

    /// <summary>Something is different from before.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed,

    /// <summary>Something was not carried over.</summary>
    [JsonStringEnumMemberName("left-out")]
    LeftOut,
}
