using System.Globalization;

namespace Router.Api.Upstream.Failures;

/// <summary>
/// Tells a client when to come back. Claude Code keeps <c>retry-after</c> and obeys <c>x-should-retry</c> before anything else (measured): a wait that
/// nobody sits through is better told at once.
/// </summary>
internal static class RetryHint
{
    /// <summary>Behind it somebody should rather read why.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>Sets both headers: whole seconds, never too few. What the provider said of trying again stays.</summary>
    public static void Apply(TimeSpan wait, IHeaderDictionary headers)
    {
        headers.Remove("retry-after-ms");
        headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
        if (!headers.ContainsKey("x-should-retry"))
        {
            headers["x-should-retry"] = wait <= LongestWait ? "true" : "false";
        }
    }
}
