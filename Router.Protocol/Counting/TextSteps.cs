using static Router.Protocol.Counting.TextState;
using Weights = Router.Protocol.Counting.TextWeights;

namespace Router.Protocol.Counting;

/// <summary>The automaton behind <see cref="TextTokenCounter"/>: for each state and class the next state and what the step costs.</summary>
internal static class TextSteps
{
    /// <summary>Room for the classes of one state in the table, a power of two.</summary>
    public const int Row = 32;

    /// <summary>The class of each byte.</summary>
    public static byte[] Classes { get; } = [.. Enumerable.Range(0, 256).Select(value => (byte)ClassOf((byte)value))];

    /// <summary>At <c>state * Row + class</c>: the cost in the upper half, the next state's row in the lower.</summary>
    public static uint[] Table { get; } = Build();

    private static uint[] Build()
    {
        uint[] table = new uint[Enum.GetValues<TextState>().Length * Row];
        foreach (TextState state in Enum.GetValues<TextState>())
        {
            foreach (TextClass next in Enum.GetValues<TextClass>())
            {
                (TextState target, int cost) = Step(state, next);
                table[((int)state * Row) + (int)next] = ((uint)cost << 16) | (uint)((int)target * Row);
            }
        }

        return table;
    }

    private static TextClass ClassOf(byte value) => value switch
    {
        >= (byte)'a' and <= (byte)'z' => TextClass.Lower,
        >= (byte)'A' and <= (byte)'Z' => TextClass.Upper,
        >= (byte)'0' and <= (byte)'9' => TextClass.Digit,
        (byte)' ' or (byte)'\t' => TextClass.Blank,
        (byte)'\n' or (byte)'\r' => TextClass.Line,
        < 0x80 => TextClass.Mark,
        < 0xC0 => TextClass.Continuation,
        < 0xCC => TextClass.Accented,
        >= 0xD0 and < 0xD4 => TextClass.Cyrillic,
        < 0xE0 => TextClass.TwoByte,
        < 0xE2 => TextClass.Indic,
        0xE2 => TextClass.Symbol,
        0xE3 => TextClass.Kana,
        < 0xEA => TextClass.Han,
        < 0xEE => TextClass.Hangul,
        < 0xF0 => TextClass.Wide,
        _ => TextClass.FourByte,
    };

    private static (TextState Next, int Cost) Step(TextState state, TextClass next) => next switch
    {
        TextClass.Lower => Letter(state),
        TextClass.Accented => Letter(state) is var (word, cost) ? (word, cost + Weights.Accent) : default,
        TextClass.Upper => Capital(state),
        TextClass.Digit => Digit(state),
        TextClass.Blank => Blank(state),
        TextClass.Line => (TextState.Line, state == TextState.Line ? Weights.EmptyLine : IsMark(state) ? Weights.LineAfterMark : Weights.Line),
        TextClass.Mark => Mark(state),
        TextClass.Cyrillic => CyrillicLetter(state),
        TextClass.TwoByte => Script(state, TwoByte, Weights.TwoByte, Weights.TwoByteNext),
        TextClass.Indic => Script(state, Indic, Weights.Indic, Weights.IndicNext),
        TextClass.Symbol => Script(state, Symbol, Weights.Symbol, Weights.SymbolNext),
        TextClass.Kana => Script(state, Kana, Weights.Kana, Weights.KanaNext),
        TextClass.Han => Script(state, Han, Weights.Han, Weights.HanNext),
        TextClass.Hangul => Script(state, Hangul, Weights.Hangul, Weights.HangulNext),
        TextClass.Wide => Script(state, Wide, Weights.Wide, Weights.WideNext),
        TextClass.FourByte => Script(state, FourByte, Weights.FourByte, Weights.FourByteNext),
        _ => (state, 0),
    };

    private static (TextState, int) Letter(TextState state) => state switch
    {
        Word1 or Word2 => (state + 1, Weights.Letter2To3),
        >= Word3 and <= Word7 => (state + 1, Weights.Letter4To8),
        Word8 or Word9 => (Word9, Weights.Letter9),
        Upper1 => (Word2, Weights.Letter2To3),
        Upper2 or Upper3 or Upper4 => (Word3 + (state - Upper2), Weights.SmallAfterCapitals),
        _ => (Word1, FirstLetter(state, Weights.WordAfterDigit)),
    };

    private static (TextState, int) Capital(TextState state) => state switch
    {
        Upper1 or Upper2 => (state + 1, Weights.Upper2To3),
        Upper3 or Upper4 => (Upper4, Weights.Upper4),
        >= Word1 and <= Word9 => (Upper1, Weights.Camel),
        _ => (Upper1, FirstLetter(state, Weights.UpperAfterDigit)),
    };

    private static int FirstLetter(TextState state, int afterDigit) => state switch
    {
        Start or TextState.Line => Weights.WordAfterLine,
        Blank1 or Blank2 or Blank3 => Weights.WordAfterBlank,
        Digit1 or Digit2 or Digit3 => afterDigit,
        Mark1 or Mark2 or Mark3 => Weights.WordAfterMark,
        _ => Weights.WordAfterScript,
    };

    private static (TextState, int) Digit(TextState state) => state switch
    {
        Digit1 or Digit2 => (state + 1, Weights.DigitInGroup),
        >= Word1 and <= Upper4 => (Digit1, Weights.DigitAfterLetter),
        Blank1 or Blank2 or Blank3 => (Digit1, Weights.DigitAfterBlank),
        _ => (Digit1, Weights.DigitGroup),
    };

    private static (TextState, int) Blank(TextState state) => state switch
    {
        Blank1 => (Blank2, Weights.Blank2),
        Blank2 or Blank3 => (Blank3, Weights.Blank3),
        TextState.Line => (Blank1, Weights.Indent),
        Digit1 or Digit2 or Digit3 => (Blank1, Weights.BlankAfterDigit),
        _ => (Blank1, Weights.Blank),
    };

    private static (TextState, int) Mark(TextState state) => state switch
    {
        Mark1 => (Mark2, Weights.Mark2),
        Mark2 or Mark3 => (Mark3, Weights.Mark3),
        >= Word1 and <= Upper4 => (Mark1, Weights.MarkAfterWord),
        Blank1 or Blank2 or Blank3 => (Mark1, Weights.MarkAfterBlank),
        Digit1 or Digit2 or Digit3 => (Mark1, Weights.MarkAfterDigit),
        _ => (Mark1, Weights.Mark),
    };

    private static (TextState, int) CyrillicLetter(TextState state) => state switch
    {
        Cyrillic1 or Cyrillic2 or Cyrillic3 => (state + 1, Weights.Cyrillic2To4),
        Cyrillic4 or Cyrillic5 => (Cyrillic5, Weights.Cyrillic5),
        Blank1 or Blank2 or Blank3 => (Cyrillic1, Weights.CyrillicAfterBlank),
        _ => (Cyrillic1, Weights.Cyrillic),
    };

    // East Asian text mixes its scripts and its punctuation without blanks between them.
    private static (TextState, int) Script(TextState state, TextState script, int first, int next) =>
        (script, state == script || state is Symbol or Kana or Han or Wide ? next : first);

    private static bool IsMark(TextState state) => state is Mark1 or Mark2 or Mark3;
}
