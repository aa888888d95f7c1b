using System.Text.Json;

namespace Router.Core.Journal;

/// <summary>A record as it was read. Its payload lies in the reader's buffer: it is valid until the next record is asked for.</summary>
/// <param name="Position">Its position, > 0, larger than that of every record before it. Positions of lost records are left out.</param>
/// <param name="Time">When it was appended; never before the record before it.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="Version">The schema version that it was written with.</param>
/// <param name="Id">The record's or request's id. Who applies a record a second time under the same id changes nothing.</param>
/// <param name="Payload">UTF-8 JSON.</param>
public readonly record struct JournalRecord(long Position, DateTimeOffset Time, string Type, int Version, string Id, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Whether it is of a type.</summary>
    public bool Is(RecordType type) => string.Equals(type.Name, Type, StringComparison.Ordinal);

    /// <summary>The payload.</summary>
    /// <exception cref="JsonException">It is none of this type; while the journal is opened this becomes a problem that names file and offset.</exception>
    public T Read<T>(RecordType<T> type) => JsonSerializer.Deserialize(Payload.Span, type.Json) ?? throw new JsonException("The payload is null.");
}
