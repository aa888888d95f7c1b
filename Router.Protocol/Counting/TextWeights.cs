namespace Router.Protocol.Counting;

/// <summary>
/// What each step through a text costs, in hundredths of a token. Fitted by least squares with a lower bound (a text never gets cheaper by growing)
/// to counts of o200k_base; how, and how exactly it fits, stands in docs/decisions/0005-token-estimate.md.
/// </summary>
internal static class TextWeights
{
    // A word's first letter, by what stands before it. One blank belongs to the word behind it.
    public const int WordAfterBlank = 59, WordAfterLine = 143, WordAfterMark = 82, WordAfterDigit = 59, UpperAfterDigit = 138, WordAfterScript = 23;

    // Its further letters, by their position; capitals in a row; a capital inside a word; the first small letter after capitals.
    public const int Letter2To3 = 2, Letter4To8 = 2, Letter9 = 8, Upper2To3 = 5, Upper4 = 23, Camel = 71, SmallAfterCapitals = 290;

    // Letters with accents cost their word's price and this.
    public const int Accent = 10;

    // Digits come in groups of three.
    public const int DigitGroup = 121, DigitAfterBlank = 159, DigitAfterLetter = 135, DigitInGroup = 3;

    // Punctuation, by what stands before it and by its position in a row.
    public const int Mark = 76, MarkAfterWord = 48, MarkAfterBlank = 63, MarkAfterDigit = 49, Mark2 = 42, Mark3 = 40;

    // Blanks and line ends: a long run is one token, so is an indentation with the line end before it.
    public const int Blank = 37, BlankAfterDigit = 46, Indent = 3, Blank2 = 134, Blank3 = 2, Line = 118, LineAfterMark = 5, EmptyLine = 15;

    // Other scripts: first character, then each further one.
    public const int CyrillicAfterBlank = 26, Cyrillic = 51, Cyrillic2To4 = 24, Cyrillic5 = 16;
    public const int TwoByte = 49, TwoByteNext = 45, Indic = 60, IndicNext = 42, Symbol = 136, SymbolNext = 26, Kana = 121, KanaNext = 68;
    public const int Han = 68, HanNext = 67, Hangul = 65, HangulNext = 60, Wide = 219, WideNext = 92, FourByte = 162, FourByteNext = 147;
}
