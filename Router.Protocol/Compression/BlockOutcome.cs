namespace Router.Protocol.Compression;

/// <summary>How a compressed block ended.</summary>
internal enum BlockOutcome
{
    Done,
    Corrupt,

    /// <summary>The block holds more than it was given room for; whether that is an error of the source is the caller's to tell.</summary>
    LimitReached,
}
