namespace Router.Core.Journal.Segments;

/// <summary>How a segment ends.</summary>
/// <param name="Offset">The end of its last whole frame.</param>
/// <param name="Durable">So much of that was on disk for certain when its frames were written; of the rest a failed flush may have left only what can be read.</param>
/// <param name="Position">The position of its last record; that before its first when it has none.</param>
/// <param name="Time">The time of its last frame, record or mark; null when it has none.</param>
/// <param name="IsSealed">Whether the next segment goes on.</param>
/// <param name="IsMarked">Whether its last frame says that everything before is durable.</param>
/// <param name="Rest">Bytes behind the offset: a torn tail.</param>
/// <param name="IsDamaged">Whether that rest is no torn tail, because something behind it knew it to be durable.</param>
internal readonly record struct SegmentEnd(long Offset, long Durable, long Position, DateTimeOffset? Time, bool IsSealed, bool IsMarked, long Rest, bool IsDamaged);
