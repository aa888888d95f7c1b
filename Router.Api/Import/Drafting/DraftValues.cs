using System.Globalization;
using System.Text.Json.Nodes;
using Router.Api.Import.Sources;
using Router.Core.Configuration.Reading;

namespace Router.Api.Import.Drafting;

/// <summary>Values of sources in the units of router.json; what is no such value is told and left out.</summary>
internal static class DraftValues
{
    /// <summary>A timeout in seconds, as <c>firstByte</c> and <c>idle</c>.</summary>
    public static void Timeout(RouterDraft draft, DraftObject provider, SourceVariable? seconds)
    {
        if (seconds is null)
        {
            return;
        }

        if (!decimal.TryParse(seconds.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal count) || count <= 0 || count > (decimal)DurationText.LongestTimer.TotalSeconds)
        {
            draft.LeaveOut(seconds.Origin, "It is not a number of seconds, so the default of 120s holds.");
            return;
        }

        string text = $"{(long)(count * 1000)}ms";
        text = text.EndsWith("000ms", StringComparison.Ordinal) ? $"{text[..^5]}s" : text;
        provider.Set("timeouts", new JsonObject { ["firstByte"] = text, ["idle"] = text }, seconds.Origin);
    }

    /// <summary>A number of retries; Router takes 0 to 10.</summary>
    public static void Retries(RouterDraft draft, DraftObject provider, SourceVariable? retries)
    {
        const int Most = 10;
        if (retries is null)
        {
            return;
        }

        if (!int.TryParse(retries.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            draft.LeaveOut(retries.Origin, "It is not a number of retries, so the default of 2 holds.");
            return;
        }

        provider.Set("retries", Math.Min(count, Most), retries.Origin);
        if (count > Most)
        {
            draft.Change(retries.Origin, $"Router retries a target {Most} times at most.");
        }
    }

    /// <summary>A size in tokens as the source writes it (<c>8192</c>, <c>16K</c>), or null after telling that it is none.</summary>
    public static JsonNode? Tokens(RouterDraft draft, string text, string origin)
    {
        if (SizeText.TryParse(text.Trim(), SizeText.Tokens, out long count) && count > 0)
        {
            return char.IsAsciiDigit(text.Trim()[^1]) ? JsonValue.Create(count) : JsonValue.Create(text.Trim().ToLowerInvariant());
        }

        draft.LeaveOut(origin, "It is not a number of tokens such as 8192 or 16k.");
        return null;
    }

    /// <summary>Whether a word means yes; null for a word that means neither.</summary>
    public static bool? Flag(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" or "1" or "yes" or "on" => true,
        "false" or "0" or "no" or "off" => false,
        _ => null,
    };

    /// <summary>A port; null after telling that it is none.</summary>
    public static string? Port(RouterDraft draft, SourceVariable? port)
    {
        if (port is null || (int.TryParse(port.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= 65535))
        {
            return port?.Value;
        }

        draft.LeaveOut(port.Origin, "It is not a port.");
        return null;
    }

    /// <summary>A log level has no place in router.json.</summary>
    public static void LogLevel(RouterDraft draft, SourceVariable? level)
    {
        if (level is not null)
        {
            string word = level.Value.ToLowerInvariant() switch { "critical" or "fatal" => "error", "warn" => "warning", "information" => "info", "verbose" or "silly" => "trace", var other => other };
            if (word is not ("trace" or "debug" or "info" or "warning" or "error"))
            {
                draft.LeaveOut(level.Origin, "It is no level that Router knows: trace, debug, info, warning, error.");
            }
            else if (!draft.Settings.Has("logLevel"))
            {
                draft.Settings.Set("logLevel", word, level.Origin);
            }
        }
    }
}
