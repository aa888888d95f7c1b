using System.Globalization;
using Router.Api.Errors;

namespace Router.Api.Admin.Calls;

/// <summary>Reads what asks for a page.</summary>
internal static class PageQuery
{
    private const int Most = 1000;
    private const int Usual = 100;
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Reads <c>limit</c>.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static RouterError? Limit(AdminCall call, out int limit)
    {
        limit = Usual;
        return call.Query("limit") is not { } text || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= Most)
            ? null
            : RouterError.Of(400, $"limit: use a number from 1 to {Most}.");
    }

    /// <summary>Reads a day.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static RouterError? Day(AdminCall call, string name, out DateOnly? day)
    {
        day = null;
        if (call.Query(name) is not { } text)
        {
            return null;
        }

        bool isDay = DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly read);
        day = isDay ? read : null;
        return isDay ? null : RouterError.Of(400, $"{name}: use a day such as 2026-11-21.");
    }
}
