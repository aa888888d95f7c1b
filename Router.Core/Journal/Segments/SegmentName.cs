using System.Globalization;

namespace Router.Core.Journal.Segments;

/// <summary>A segment's file name, <c>2026-11-21.00000000000000000001.records</c>: names sort as the segments follow each other.</summary>
/// <param name="Day">The day (UTC) of its records.</param>
/// <param name="First">The first position that it may hold.</param>
internal readonly record struct SegmentName(DateOnly Day, long First)
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string Extension = ".records";
    private const int DayLength = 10;
    private const int FirstLength = 20;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd}.{First:D20}{Extension}");

    public static bool TryParse(string text, out SegmentName name)
    {
        name = default;
        if (text.Length != DayLength + 1 + FirstLength + Extension.Length || text[DayLength] != '.' || !text.EndsWith(Extension, StringComparison.Ordinal)
            || !DateOnly.TryParseExact(text.AsSpan(0, DayLength), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            || !long.TryParse(text.AsSpan(DayLength + 1, FirstLength), NumberStyles.None, CultureInfo.InvariantCulture, out long first))
        {
            return false;
        }

        name = new SegmentName(day, first);
        return true;
    }
}
