using System.Collections.Immutable;
using System.Text.Json;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;
using Router.Core.Spend.Pricing;
using Router.Core.Spend.State;

namespace Router.Core.Tests.Spend;

/// <summary>An account with a clock moved by hand. It plays the host: it keeps the effects, and writes down what happened.</summary>
internal sealed class SpendRun(SpendSettings settings)
{
    /// <summary>A Saturday: day, week and month end at three different times.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    /// <summary>$1 a million input tokens, so 1,000 nano-dollars a token, and so on.</summary>
    public static readonly TokenPrice Price = TokenPrice.FromUsd(1, 5, 0.1m, 1.25m, 2);

    private int _lastId;
    private SpendSettings _settings = settings;

    public SpendAccount Account { get; private set; } = new(settings);

    public SpendSettings Settings => _settings;

    public DateTimeOffset Now { get; private set; } = Start;

    public List<SpendEvent> Story { get; } = [];

    public List<SpendEffect> Effects { get; } = [];

    /// <summary>Reservations that are out, in the order of their grants, as they stand.</summary>
    public List<SpendEvent> Open { get; } = [];

    /// <summary>Every command is given twice.</summary>
    public bool Twice { get; init; }

    /// <summary>The account is stored as JSON and restored before every command.</summary>
    public bool Reloads { get; init; }

    public SpendBooks Books => new(Story);

    /// <summary>An account with a budget on each of these nodes.</summary>
    public static SpendRun With(params (SpendNode Node, Budget Budget)[] budgets) => new(SettingsOf(budgets));

    public static SpendSettings SettingsOf(params (SpendNode Node, Budget Budget)[] budgets) =>
        new() { Nodes = budgets.ToImmutableDictionary(pair => pair.Node, pair => new NodeLimits { Budgets = [pair.Budget] }) };

    public static Budget Month(long nanos) => new(BudgetPeriod.Month, new Money(nanos));

    public SpendAnswer Reserve(
        string key = "k1", string user = "ann", string? team = "core", long input = 0, long max = 0, TokenPrice? price = null, CacheUse cache = CacheUse.None, string? holder = null) =>
        Reserve(new SpendRequest(
            new ReservationId(new Guid(++_lastId, 0, 0, new byte[8])), new SpendPath(team, user, key), price ?? Price, input, max, new RequestOrigin("m", "s"))
        {
            Cache = cache, Holder = holder,
        });

    public SpendAnswer Reserve(SpendRequest request)
    {
        SpendAnswer answer = Command(() => Account.Reserve(request, Now));
        if (answer.Kind == SpendAnswerKind.Granted)
        {
            var granted = new SpendEvent(SpendEventKind.Granted, Now, request) { OutputTokens = answer.OutputTokens, Price = request.Price };
            Story.Add(granted);
            Open.Add(granted);
        }
        else
        {
            Story.Add(new SpendEvent(SpendEventKind.Refused, Now, request) { Refusal = answer.Refusal });
        }

        return answer;
    }

    public ExtendAnswer Extend(int open, long output, TokenPrice? price = null)
    {
        SpendEvent old = Open[open];
        ExtendAnswer answer = Command(() => Account.Extend(new Extension(old.Request.Id, output) { Price = price }, Now));
        if (answer.Kind == ExtendAnswerKind.Extended)
        {
            Open[open] = old with { Kind = SpendEventKind.Grown, At = Now, OutputTokens = answer.OutputTokens, Price = price ?? old.Price };
            Story.Add(Open[open]);
        }

        return answer;
    }

    public SettleAnswer Settle(int open, TokenCounts? tokens, SettlementKind kind = SettlementKind.Answered, TokenPrice? price = null)
    {
        SpendEvent old = Open[open];
        Open.RemoveAt(open);
        var settlement = new Settlement(old.Request.Id, kind, tokens) { Price = price };
        SettleAnswer answer = Command(() => Account.Settle(settlement, Now));
        Story.Add(old with { Kind = SpendEventKind.Ended, At = Now, Settlement = settlement });
        return answer;
    }

    public void Interrupt(string? holder)
    {
        Reload();
        for (int time = 0; time < (Twice ? 2 : 1); time++)
        {
            foreach (SpendEffect effect in Account.Interrupt(holder, Now))
            {
                Effects.Add(effect);
                int open = Open.FindIndex(known => known.Request.Id == ((Settled)effect).Reservation.Id);
                Story.Add(Open[open] with { Kind = SpendEventKind.Ended, At = Now, Settlement = new Settlement(Open[open].Request.Id, SettlementKind.Interrupted, null) });
                Open.RemoveAt(open);
            }
        }
    }

    public void Configure(SpendSettings settings)
    {
        _settings = settings;
        Account.Configure(settings);
    }

    public void Wait(TimeSpan time) => Now += time;

    public ImmutableArray<NodeStatus> Status(string key = "k1", string user = "ann", string? team = "core") => Account.Status(new SpendPath(team, user, key), Now);

    public string Json() => Json(Account);

    public string Json(SpendAccount account) => JsonSerializer.Serialize(account.Save(Now), SpendJson.Default.SpendSnapshot);

    /// <summary>The same account in another place.</summary>
    public SpendAccount Copy() => SpendAccount.Restore(_settings, JsonSerializer.Deserialize(Json(), SpendJson.Default.SpendSnapshot)!);

    public string Tale() => string.Join('\n', Story);

    private T Command<T>(Func<(T Answer, SpendEffect? Effect)> command)
    {
        Reload();
        T answer = default!;
        for (int time = 0; time < (Twice ? 2 : 1); time++)
        {
            (T given, SpendEffect? effect) = command();
            answer = time == 0 ? given : answer;
            if (effect is not null)
            {
                Effects.Add(effect);
            }
        }

        return answer;
    }

    private void Reload()
    {
        if (Reloads)
        {
            Account = Copy();
        }
    }
}
