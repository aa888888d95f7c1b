using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Router.Api.Telemetry;

/// <summary>A line of the log as an object of one line: time, level, source, event, message. A line that goes on with the one before (a stack trace) has a message alone.</summary>
internal static partial class LogLineJson
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string line)
    {
        Match match = Line().Match(line);
        bool isWhole = match.Success && LogLevelText.Read(match.Groups["level"].Value) is not null;
        return new JsonObject
        {
            ["time"] = isWhole ? match.Groups["time"].Value : null,
            ["level"] = isWhole ? match.Groups["level"].Value : null,
            ["source"] = isWhole ? match.Groups["source"].Value : null,
            ["event"] = isWhole ? int.Parse(match.Groups["event"].Value, CultureInfo.InvariantCulture) : null,
            ["message"] = isWhole ? match.Groups["message"].Value : line,
        }.ToJsonString(OneLine);
    }

    // 2026-11-21T16:20:00.000Z warn  UpstreamWalk[301] req_… attempt 1 failed: …
    [GeneratedRegex(@"^(?<time>\d{4}-\d\d-\d\dT\S+) (?<level>[a-z]+) +(?<source>\S+?)\[(?<event>\d{1,9})\] (?<message>.*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Line();
}
