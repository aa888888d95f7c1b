namespace Chaos;

/// <summary>Statuses that are no success, with and without a time to come back: in seconds, as a date long past, and as nothing that can be read.</summary>
internal static class Refusals
{
    private static readonly int[] Statuses = [204, 302, 400, 401, 402, 403, 404, 405, 408, 409, 413, 418, 422, 425, 429, 429, 429, 451, 500, 500, 501, 502, 503, 503, 504, 507, 520, 524, 529, 529, 529];
    private static readonly string[] Waits = ["", "", "", "0", "1", "3", "8", "20", "soon", "-5", "Thu, 01 Jan 2015 00:00:00 GMT"];

    /// <summary>A status, and what its Retry-After says; empty for none.</summary>
    public static (int Status, string Wait) Draw(int number) => (Statuses[number % Statuses.Length], Waits[number / 100 % Waits.Length]);
}
