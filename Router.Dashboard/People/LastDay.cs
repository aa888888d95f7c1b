using System.Globalization;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy;
using Router.Dashboard.Acts;

namespace Router.Dashboard.People;

/// <summary>The last day of a key, as a form has it: the key opens to its end, in UTC.</summary>
internal static class LastDay
{
    /// <summary>Reads it. One that is as it was drawn stays to the second as it is: the admin API may have set it to a time of that day.</summary>
    /// <returns>Whether it is a day, or none.</returns>
    public static bool TryRead(FormCall call, out Given<DateTimeOffset?> expires)
    {
        expires = default;
        string? text = call.Text("expires");
        if (!call.Form.ContainsKey("expires") || text == call.Text("expires-was"))
        {
            return true;
        }

        if (text is null)
        {
            expires = new Given<DateTimeOffset?>(null);
            return true;
        }

        bool isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day);
        expires = new Given<DateTimeOffset?>(KeyDay.End(day));
        return isDay;
    }
}
