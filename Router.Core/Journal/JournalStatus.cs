namespace Router.Core.Journal;

/// <summary>How a journal is.</summary>
/// <param name="State">Whether it keeps records.</param>
/// <param name="Reason">Why it does not, and what to do; null when it does.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="Position">The last record appended.</param>
/// <param name="DurablePosition">The last record that survives a power loss.</param>
/// <param name="WaitingBytes">Bytes of records that wait to be written.</param>
/// <param name="LostRecords">Records that were refused or could not be kept since the start.</param>
/// <param name="Segments">How many segments there are.</param>
/// <param name="Bytes">How many bytes they hold.</param>
public sealed record JournalStatus(
    JournalState State, string? Reason, DateTimeOffset Since, long Position, long DurablePosition, long WaitingBytes, long LostRecords, int Segments, long Bytes);
