using System.Text.Json.Serialization.Metadata;

namespace Router.Core.Journal;

/// <summary>A kind of record and how its payload is written.</summary>
/// <typeparam name="T">The payload.</typeparam>
/// <param name="name">The name in the file, for example <c>spend.reserved</c>: a-z, 0-9, '.' and '-'.</param>
/// <param name="version">The schema version, > 0.</param>
/// <param name="json">The payload's JSON, from a source-generated context.</param>
public sealed class RecordType<T>(string name, int version, JsonTypeInfo<T> json) : RecordType(name, version)
{
    /// <summary>The payload's JSON.</summary>
    public JsonTypeInfo<T> Json { get; } = json;
}
