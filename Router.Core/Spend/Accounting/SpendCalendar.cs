namespace Router.Core.Spend.Accounting;

/// <summary>The three periods that a time lies in, in UTC ticks. They are reckoned anew once a day at most.</summary>
internal sealed class SpendCalendar
{
    /// <summary>The first tick of the calendar was a Monday.</summary>
    private const long Week = 7 * TimeSpan.TicksPerDay;

    private long _day = -1;
    private long _week;
    private long _month;
    private long _nextMonth;

    /// <returns>Whether another day has begun.</returns>
    public bool MoveTo(long now)
    {
        if (_day >= 0 && now >= _day && now < _day + TimeSpan.TicksPerDay)
        {
            return false;
        }

        var time = new DateTime(now, DateTimeKind.Utc);
        var month = new DateTime(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        (_day, _week, _month, _nextMonth) = (now - now % TimeSpan.TicksPerDay, now - now % Week, month.Ticks, month.AddMonths(1).Ticks);
        return true;
    }

    /// <summary>When the period began.</summary>
    public long Start(BudgetPeriod period) => period switch { BudgetPeriod.Day => _day, BudgetPeriod.Week => _week, _ => _month };

    /// <summary>When the next begins.</summary>
    public long Reset(BudgetPeriod period) => period switch { BudgetPeriod.Day => _day + TimeSpan.TicksPerDay, BudgetPeriod.Week => _week + Week, _ => _nextMonth };
}
