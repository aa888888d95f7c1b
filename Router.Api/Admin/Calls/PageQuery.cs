using System.Globalization;
using Router.Api.Admin.Routes;
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

    /// <summary>Reads what is true or false, which is the default.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static RouterError? Flag(AdminCall call, string name, out bool value)
    {
        value = false;
        return call.Query(name) is not { } text || bool.TryParse(text, out value) ? null : RouterError.Of(400, $"{name}: use true or false.");
    }

    /// <summary>Checks that the query holds nothing but what a route knows.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static RouterError? Check(AdminCall call, AdminRoute route)
    {
        string[] known = [.. route.Query.Select(parameter => parameter.Name)];
        string[] problems =
        [
            .. call.Context.Request.Query.Where(parameter => !known.Contains(parameter.Key, StringComparer.OrdinalIgnoreCase)).Select(parameter =>
                $"{AdminFields.Named(parameter.Key)}: is not known in this address; it takes {(known.Length == 0 ? "nothing behind a question mark" : string.Join(", ", known))}."),
            .. call.Context.Request.Query.Where(parameter => parameter.Value.Count > 1).Select(parameter => $"{AdminFields.Named(parameter.Key)}: is given twice; give it once."),
        ];
        return problems.Length == 0 ? null : RouterError.Of(400, string.Join(" ", problems));
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
