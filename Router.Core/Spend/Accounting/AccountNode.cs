using Router.Core.Admission.Windows;
using Router.Core.Spend.Answers;
using Router.Core.Spend.State;

namespace Router.Core.Spend.Accounting;

/// <summary>
/// What one node has spent and reserved, and its rates. All three periods and both windows are kept whatever its limits are: a limit that comes later
/// knows what was before it.
/// </summary>
internal sealed class AccountNode(SpendNode node)
{
    private readonly SlidingWindow _requests = new();
    private readonly SlidingWindow _tokens = new();
    private PeriodSum _day;
    private PeriodSum _week;
    private PeriodSum _month;
    public SpendNode Node => node;

    public Money Reserved { get; private set; }

    public int Open { get; private set; }

    public NodeLimits Limits
    {
        get;
        set
        {
            field = value;
            (_requests.Limit, _tokens.Limit) = (value.Rates.RequestsPerMinute, value.Rates.TokensPerMinute);
        }
    }

    = NodeLimits.None;

    public void Forget(long now)
    {
        _requests.Forget(now);
        _tokens.Forget(now);
        if (Open == 0)
        {
            _requests.Restart();
            _tokens.Restart();
        }
    }

    public Money Spent(BudgetPeriod period, SpendCalendar calendar) => Sum(period).In(calendar.Start(period));

    public BudgetStanding Standing(Budget budget, SpendCalendar calendar) =>
        new(node, budget, Spent(budget.Per, calendar), Reserved, new DateTimeOffset(calendar.Reset(budget.Per), TimeSpan.Zero));

    /// <summary>When the windows let a request in.</summary>
    public long RequestsFreeAt(long now) => _requests.FreeAt(1, now);

    /// <inheritdoc cref="RequestsFreeAt"/>
    public long TokensFreeAt(long tokens, long now) => _tokens.FreeAt(tokens, now);

    /// <summary>Whether it is as one that was never used: then it need not be kept.</summary>
    public bool IsEmpty(SpendCalendar calendar) => Open == 0 && Reserved == Money.Zero && _requests.IsEmpty && _tokens.IsEmpty
        && Spent(BudgetPeriod.Day, calendar) == Money.Zero && Spent(BudgetPeriod.Week, calendar) == Money.Zero && Spent(BudgetPeriod.Month, calendar) == Money.Zero;

    public bool HasSlot => Limits.Rates.Concurrency is not { } slots || Open < slots;

    /// <summary>Takes a reservation and returns the entries of the two windows.</summary>
    public WindowPlace Take(Money amount, long tokens, long now)
    {
        Reserved += amount;
        Open++;
        return new WindowPlace(_requests.Add(1, now), _tokens.Add(tokens, now));
    }

    public void Grow(Money amount) => Reserved += amount;

    /// <summary>Gives a reservation back and charges what it cost.</summary>
    public void Settle(Money reserved, Money cost, SpendCalendar calendar)
    {
        Reserved -= reserved;
        Open--;
        Charge(cost, calendar);
    }

    /// <summary>Charges a request that ended without a reservation.</summary>
    public void Charge(Money cost, long tokens, SpendCalendar calendar, long now)
    {
        _requests.Add(1, now);
        _tokens.Add(tokens, now);
        Charge(cost, calendar);
    }

    /// <summary>Charges what was spent elsewhere in the present periods.</summary>
    public void Carry(Money day, Money week, Money month, SpendCalendar calendar)
    {
        _day.Add(day, calendar.Start(BudgetPeriod.Day));
        _week.Add(week, calendar.Start(BudgetPeriod.Week));
        _month.Add(month, calendar.Start(BudgetPeriod.Month));
    }

    private void Charge(Money cost, SpendCalendar calendar)
    {
        _day.Add(cost, calendar.Start(BudgetPeriod.Day));
        _week.Add(cost, calendar.Start(BudgetPeriod.Week));
        _month.Add(cost, calendar.Start(BudgetPeriod.Month));
    }

    /// <summary>Puts the true tokens into the window: what was borrowed too much comes back where it was logged, what was too little counts from now.</summary>
    public void SettleRates(WindowPlace place, long borrowed, long used, bool wasSent, long now)
    {
        if (!wasSent)
        {
            _requests.Refund(place.Requests, 1);
        }

        if (used <= borrowed)
        {
            _tokens.Refund(place.Tokens, borrowed - used);
        }
        else
        {
            _tokens.Add(used - borrowed, now);
        }
    }

    public NodeStatus Status(SpendCalendar calendar) => new(
        node, Spent(BudgetPeriod.Day, calendar), Spent(BudgetPeriod.Week, calendar), Spent(BudgetPeriod.Month, calendar), Reserved, Open, _requests.Used, _tokens.Used,
        Limits.Rates, [.. Limits.Budgets.Select(budget => Standing(budget, calendar))]);

    public NodeState Save(SpendCalendar calendar) => new(
        node, Spent(BudgetPeriod.Day, calendar), Spent(BudgetPeriod.Week, calendar), Spent(BudgetPeriod.Month, calendar), _requests.Save(), _tokens.Save());

    public void Load(NodeState state, SpendCalendar calendar)
    {
        _day.Add(state.Day, calendar.Start(BudgetPeriod.Day));
        _week.Add(state.Week, calendar.Start(BudgetPeriod.Week));
        _month.Add(state.Month, calendar.Start(BudgetPeriod.Month));
        _requests.Load(state.Requests);
        _tokens.Load(state.Tokens);
    }

    /// <summary>A stored reservation is out again; its window entries were stored with the windows.</summary>
    public void Reopen(Money amount)
    {
        Reserved += amount;
        Open++;
    }

    private PeriodSum Sum(BudgetPeriod period) => period switch { BudgetPeriod.Day => _day, BudgetPeriod.Week => _week, _ => _month };
}
