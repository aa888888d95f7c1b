using System.Text.Json;
using Router.Core.Journal;

namespace Router.Api.Health;

/// <summary>Tells the admin how the journal is.</summary>
internal static class JournalHealth
{
    public static void Write(Utf8JsonWriter json, JournalStatus status)
    {
        json.WriteStartObject("journal");
        json.WriteString("status", Word(status.State));
        json.WriteString("reason", status.Reason);
        json.WriteString("since", status.Since.ToString("O"));
        json.WriteNumber("records", status.Position);
        json.WriteNumber("durable", status.DurablePosition);
        json.WriteNumber("lost", status.LostRecords);
        json.WriteNumber("segments", status.Segments);
        json.WriteNumber("bytes", status.Bytes);
        json.WriteEndObject();
    }

    private static string Word(JournalState state) => state switch
    {
        JournalState.Ready => "ready",
        JournalState.DiskFull => "disk full",
        JournalState.ReadOnly => "read-only",
        JournalState.Failing => "failing",
        _ => "closed",
    };
}
