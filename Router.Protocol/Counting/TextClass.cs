namespace Router.Protocol.Counting;

/// <summary>Bytes of UTF-8 text as tokenizers tell them apart. A character beyond ASCII counts by its first byte.</summary>
internal enum TextClass
{
    Lower,
    Upper,
    Digit,
    Blank,
    Line,
    Mark,
    Accented,
    Cyrillic,
    TwoByte,
    Indic,
    Symbol,
    Kana,
    Han,
    Hangul,
    Wide,
    FourByte,
    Continuation,
}
