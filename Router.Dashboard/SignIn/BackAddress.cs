using Router.Dashboard.Pages;

namespace Router.Dashboard.SignIn;

/// <summary>Where a form leads back to. It comes with the form, so only a page of the dashboard is taken.</summary>
internal static class BackAddress
{
    /// <summary>The address below the dashboard's root; the overview when it is none of a page.</summary>
    public static string Of(string? text)
    {
        if (text is null or { Length: > 1000 } || text.Any(static letter => letter is '\\' or '#' || char.IsControl(letter)))
        {
            return "";
        }

        string path = text.Split('?')[0];
        return PageTable.Find(path) is not null && !path.Split('/').Any(static part => part is "." or "..") ? text : "";
    }
}
