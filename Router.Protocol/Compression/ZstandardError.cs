namespace Router.Protocol.Compression;

/// <summary>Why a Zstandard (RFC 8878) source was not decoded.</summary>
public enum ZstandardError
{
    /// <summary>The source was decoded completely.</summary>
    None,

    /// <summary>The source is empty or ends inside a frame (RFC 8878, 3.1): more bytes could have made it valid.</summary>
    Truncated,

    /// <summary>The source breaks a rule of RFC 8878: wrong magic number, reserved bits, impossible tables, lengths or offsets.</summary>
    Corrupt,

    /// <summary>The decoded bytes, or those that a frame header announces, are more than the caller's maximum.</summary>
    TooLarge,

    /// <summary>A frame names a dictionary (a Dictionary_ID other than 0, RFC 8878, 3.1.1.1.3); dictionaries are not supported.</summary>
    DictionaryNeeded,

    /// <summary>A frame wants a window (RFC 8878, 3.1.1.1.2) of more than <see cref="ZstandardDecoder.MaximumWindow"/> bytes.</summary>
    WindowTooLarge,

    /// <summary>The decoded bytes of a frame do not match its Content_Checksum (RFC 8878, 3.1.1).</summary>
    ChecksumMismatch,
}
