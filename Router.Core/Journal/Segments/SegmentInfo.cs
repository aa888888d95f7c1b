namespace Router.Core.Journal.Segments;

/// <summary>A segment that is not written any more.</summary>
/// <param name="Name">Its name.</param>
/// <param name="LastPosition">The position of its last record.</param>
/// <param name="Length">Its length in bytes.</param>
internal readonly record struct SegmentInfo(SegmentName Name, long LastPosition, long Length);
