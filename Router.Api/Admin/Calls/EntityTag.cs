using System.Globalization;
using Router.Api.Errors;

namespace Router.Api.Admin.Calls;

/// <summary>Reads <c>If-Match</c>: an entry is changed only if nobody else changed it since the caller read it.</summary>
internal static class EntityTag
{
    /// <summary>The version that is asked for.</summary>
    /// <param name="call">The call.</param>
    /// <param name="version">The version; null when any will do.</param>
    /// <returns>What is wrong with the header; null when nothing is.</returns>
    public static RouterError? Read(AdminCall call, out long? version)
    {
        version = null;
        string text = call.Context.Request.Headers.IfMatch.ToString().Trim();
        if (text.Length == 0 || text == "*")
        {
            return null;
        }

        if (text.Length > 2 && text[0] == '"' && text[^1] == '"' && long.TryParse(text.AsSpan(1, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            version = number;
            return null;
        }

        return RouterError.Of(400, "if-match: send the ETag of the answer that you read, for example \"3\" with its quotation marks, or leave the header out.");
    }
}
