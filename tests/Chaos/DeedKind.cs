namespace Chaos;

/// <summary>What a provider does with one request.</summary>
public enum DeedKind
{
    /// <summary>A whole answer in one write.</summary>
    Whole,

    /// <summary>A whole answer in pieces.</summary>
    Pieces,

    /// <summary>A whole answer byte by byte.</summary>
    Drip,

    /// <summary>A whole answer whose end is the connection's end.</summary>
    CloseDelimited,

    /// <summary>A whole answer after the request was read slowly.</summary>
    SlowReader,

    /// <summary>A whole answer with bytes in it that are not UTF-8.</summary>
    InvalidText,

    /// <summary>A whole answer, and right behind it another that nobody asked for.</summary>
    Surplus,

    /// <summary>An error status.</summary>
    Status,

    /// <summary>Silence before the status line.</summary>
    HangBeforeHead,

    /// <summary>Silence behind the headers.</summary>
    HangAfterHead,

    /// <summary>Silence in the middle.</summary>
    HangInside,

    /// <summary>The connection ends at some byte.</summary>
    Cut,

    /// <summary>The connection is reset at some byte.</summary>
    Reset,

    /// <summary>An answer whose end is the connection's end is over too early, and nothing shows it but the answer itself.</summary>
    EarlyEnd,

    /// <summary>More bytes are promised than come.</summary>
    LengthTooLong,

    /// <summary>Fewer bytes are promised than come.</summary>
    LengthTooShort,

    /// <summary>A chunk whose length is no number.</summary>
    GarbageChunk,

    /// <summary>HTTP 200 with a page.</summary>
    Page,

    /// <summary>HTTP 200 with nothing.</summary>
    Empty,

    /// <summary>HTTP 200 with JSON that is no message.</summary>
    OtherJson,

    /// <summary>HTTP 200 whose first word is an error.</summary>
    ErrorFirst,

    /// <summary>An error behind content.</summary>
    ErrorInside,

    /// <summary>Signs of life and nothing else.</summary>
    PingsOnly,
}
