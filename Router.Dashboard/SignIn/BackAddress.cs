using Router.Dashboard.Pages;

namespace Router.Dashboard.SignIn;

/// <summary>Where a form leads back to. It comes with the form, so only a page of the dashboard is taken.</summary>
internal static class BackAddress
{
    /// <summary>The address below the dashboard's root, escaped so that it can be sent; the overview when it is none of a page.</summary>
    public static string Of(string? text)
    {
        if (text is null or { Length: > 1000 })
        {
            return "";
        }

        string[] halves = text.Split('?', 2);
        string[] path = [.. halves[0].Split('/').Select(Uri.UnescapeDataString)];
        bool isPage = !Array.Exists(path, IsStrange) && PageTable.Find(string.Join('/', path)) is not null;
        if (!isPage || (halves.Length > 1 && !halves[1].All(IsPlain)))
        {
            return "";
        }

        string address = string.Join('/', path.Select(Uri.EscapeDataString));
        return halves.Length > 1 ? $"{address}?{halves[1]}" : address;
    }

    /// <summary>Whether a part of a path, no longer escaped, leads elsewhere or belongs to no address.</summary>
    private static bool IsStrange(string part) => part is "." or ".." || part.Any(static letter => letter is '/' or '\\' or '#' || char.IsControl(letter));

    /// <summary>Whether a letter can stand among parameters: all others come escaped.</summary>
    private static bool IsPlain(char letter) => letter is > ' ' and < '\u007f' and not ('#' or '\\');
}
