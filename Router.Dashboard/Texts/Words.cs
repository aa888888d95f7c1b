using System.Globalization;
using Router.Core.Admission;
using Router.Core.Spend;
using Router.Core.Usage;

namespace Router.Dashboard.Texts;

/// <summary>Numbers, times and states as people read them.</summary>
public static class Words
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary><c>812</c>, <c>12.4k</c>, <c>3.1M</c>.</summary>
    public static string Compact(double value) => Math.Abs(value) switch
    {
        < 1000 => value.ToString(value % 1 == 0 ? "0" : "0.#", Culture),
        < 999_500 => Short(value / 1000) + "k",
        < 999_500_000 => Short(value / 1_000_000) + "M",
        _ => Short(value / 1_000_000_000) + "G",
    };

    /// <summary><c>12,408</c>.</summary>
    public static string Whole(long value) => value.ToString("#,0", Culture);

    /// <summary><c>$1,204</c>, <c>$12.40</c>, <c>$0.0042</c>.</summary>
    public static string Usd(decimal usd) => usd switch
    {
        0 => "$0",
        >= 1000 or <= -1000 => "$" + usd.ToString("#,0", Culture),
        >= 0.01m or <= -0.01m => "$" + usd.ToString("0.00", Culture),
        _ => "$" + usd.ToString("0.####", Culture),
    };

    /// <summary>The same.</summary>
    public static string Usd(Money money) => Usd(money.Usd);

    /// <summary><c>840 ms</c>, <c>2.3 s</c>, <c>3 min 10 s</c>, <c>4 h 5 min</c>, <c>3 d 4 h</c>.</summary>
    public static string Span(TimeSpan? time) => time switch
    {
        null => "–",
        { TotalMilliseconds: < 1000 } span => span.TotalMilliseconds.ToString("0", Culture) + " ms",
        { TotalSeconds: < 60 } span => span.TotalSeconds.ToString("0.0", Culture) + " s",
        { TotalMinutes: < 60 } span => $"{span.Minutes} min {span.Seconds} s",
        { TotalHours: < 24 } span => $"{span.Hours} h {span.Minutes} min",
        { } span => $"{(int)span.TotalDays} d {span.Hours} h",
    };

    /// <summary><c>12 s ago</c>, <c>3 min ago</c>, <c>5 h ago</c>, <c>2 d ago</c>.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) => (now - then) switch
    {
        { TotalSeconds: < 5 } => "now",
        { TotalSeconds: < 60 } span => $"{(int)span.TotalSeconds} s ago",
        { TotalMinutes: < 60 } span => $"{(int)span.TotalMinutes} min ago",
        { TotalHours: < 24 } span => $"{(int)span.TotalHours} h ago",
        var span => $"{(int)span.TotalDays} d ago",
    };

    /// <summary><c>21 Nov 2026 15:04:05</c>, always UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("d MMM yyyy HH:mm:ss", Culture);

    /// <summary><c>21 Nov</c>.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("d MMM", Culture);

    /// <summary><c>15:04:05</c>.</summary>
    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", Culture);

    /// <summary><c>43 %</c>; small shares with a digit more.</summary>
    public static string Percent(double share) => double.IsFinite(share) ? (share * 100).ToString(Math.Abs(share) is > 0 and < 0.1 ? "0.0" : "0", Culture) + "\u00A0%" : "–";

    /// <summary>Why a gate is closed.</summary>
    public static string Of(RefusalReason reason) => reason switch
    {
        RefusalReason.None => "open",
        RefusalReason.Limit => "limit used up",
        RefusalReason.QueueFull => "queue full",
        RefusalReason.RateLimited => "rate limited",
        RefusalReason.Overloaded => "overloaded",
        RefusalReason.QuotaExhausted => "quota used up",
        RefusalReason.CredentialRefused => "credential refused",
        RefusalReason.Drained => "drained",
        _ => "failing",
    };

    /// <summary>How a request ended.</summary>
    public static string Of(UsageRecord record) => record.Outcome switch
    {
        SettlementKind.Answered => "answered",
        SettlementKind.Cut => "cut",
        SettlementKind.Failed => "failed",
        SettlementKind.NotSent => "not sent",
        _ => "interrupted",
    };

    /// <summary>A name that may be empty.</summary>
    public static string Name(string? name) => string.IsNullOrEmpty(name) ? "(none)" : name;

    private static string Short(double value) => value.ToString(Math.Abs(value) < 9.95 ? "0.#" : "0", Culture);
}
