using System.Globalization;
using Router.Core.Usage;

namespace Router.Dashboard.Overview;

/// <summary>The time that the overview tells of, cut into slots, and the same length before it.</summary>
/// <param name="Key">Its name in the address.</param>
/// <param name="Words">Its name for people.</param>
/// <param name="Per">Hours or days.</param>
/// <param name="Slot">The length of a slot: some hours or a day.</param>
/// <param name="From">The beginning of the first slot.</param>
/// <param name="Slots">How many slots; the last one holds the present.</param>
public sealed record Period(string Key, string Words, UsagePeriod Per, TimeSpan Slot, DateTimeOffset From, int Slots)
{
    /// <summary>What can be chosen.</summary>
    public static IReadOnlyList<(string Value, string Text)> Choices { get; } = [("24h", "24 hours"), ("7d", "7 days"), ("30d", "30 days")];

    /// <summary>The end of the last slot.</summary>
    public DateTimeOffset To => From + (Slots * Slot);

    /// <summary>The same length before.</summary>
    public DateTimeOffset Before => From - (Slots * Slot);

    /// <summary>The period of a name; the last 24 hours for any other.</summary>
    public static Period Of(string? key, DateTimeOffset now) => key switch
    {
        "7d" => Ending(now, "7d", "7 days", UsagePeriod.Hour, TimeSpan.FromHours(6), 28),
        "30d" => Ending(now, "30d", "30 days", UsagePeriod.Day, TimeSpan.FromDays(1), 30),
        _ => Ending(now, "24h", "24 hours", UsagePeriod.Hour, TimeSpan.FromHours(1), 24),
    };

    /// <summary>The slot of a time; outside of 0 to <see cref="Slots"/> - 1 for one that is not in it.</summary>
    public int SlotOf(DateTimeOffset time) => (int)Math.Floor((time - From) / Slot);

    /// <summary>The slots' names.</summary>
    public IReadOnlyList<string> Names()
    {
        string format = Slot < TimeSpan.FromHours(6) ? "HH:mm" : Slot < TimeSpan.FromDays(1) ? "d MMM HH:mm" : "d MMM";
        return [.. Enumerable.Range(0, Slots).Select(slot => (From + (slot * Slot)).UtcDateTime.ToString(format, CultureInfo.InvariantCulture))];
    }

    private static Period Ending(DateTimeOffset now, string key, string words, UsagePeriod per, TimeSpan slot, int slots)
    {
        var end = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % slot.Ticks) + slot.Ticks, TimeSpan.Zero);
        return new Period(key, words, per, slot, end - (slots * slot), slots);
    }
}
