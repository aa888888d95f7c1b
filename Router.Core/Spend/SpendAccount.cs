using System.Collections.Immutable;
using Router.Core.Spend.Accounting;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;
using Router.Core.Spend.Pricing;

namespace Router.Core.Spend;

/// <summary>
/// A tenant's money: budgets and rates of the tenant and its teams, users and keys. One command checks and reserves every level or none. It has no
/// clock, no lock and no timer; whatever changes it is an effect, which the host writes down. A time earlier than one it has seen counts as that one.
/// docs/decisions/0009-money.md says why it works as it does.
/// </summary>
public sealed partial class SpendAccount(SpendSettings settings)
{
    /// <summary>No request is larger, and no sum overflows.</summary>
    internal const long MostTokens = 1L << 40;

    /// <summary>How long to wait for requests under way, of which nobody knows when they end.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly Dictionary<SpendNode, AccountNode> _nodes = [];
    /// <summary>Every node that is known or has limits, in the order of lists, so that a page costs what is on it.</summary>
    private readonly SortedSet<SpendNode> _order = new(settings.Nodes.Keys, SpendNodeOrder.Instance);
    private readonly Dictionary<ReservationId, OpenSpend> _open = [];
    private readonly SpendCalendar _calendar = new();
    private readonly EndedReservations _ended = new();
    private SpendSettings _settings = settings;
    private long _sequence;
    private long _now;

    /// <summary>Asks for a reservation. A second time under the same name: the same reservation while it is out.</summary>
    public (SpendAnswer Answer, SpendEffect? Effect) Reserve(SpendRequest request, DateTimeOffset now)
    {
        Begin(now);
        if (_open.TryGetValue(request.Id, out OpenSpend? open))
        {
            return (Granted(open), null);
        }

        if (_ended.Contains(request.Id))
        {
            return (new SpendAnswer(SpendAnswerKind.Ended, 0, Money.Zero, null, null), null);
        }

        long input = Math.Clamp(request.InputTokens, 0, MostTokens);
        long output = Math.Clamp(request.MaxTokens, 0, _settings.OutputStep);
        Money amount = request.Price.Bound(input, output, request.Cache);
        AccountNode[] nodes = NodesOf(request.Path);
        if (RateRefusal(nodes, input + output, BudgetRefusal(nodes, amount)) is { } refusal)
        {
            return (new SpendAnswer(SpendAnswerKind.Refused, 0, Money.Zero, refusal, Fullest(nodes)), null);
        }

        var reservation = new Reservation(
            request.Id, request.Path, request.Price, input, output, amount, request.Cache, request.Origin, request.Holder, Time(_now))
        {
            PriceOrigin = request.PriceOrigin,
        };
        var effect = new Reserved(_sequence + 1, Time(_now), reservation);
        return (Granted(Apply(effect, nodes)), effect);
    }

    /// <summary>Asks for a larger reservation, or one at another price. What is covered already stays covered whatever the answer is.</summary>
    public (ExtendAnswer Answer, SpendEffect? Effect) Extend(in Extension extension, DateTimeOffset now)
    {
        Begin(now);
        if (!_open.TryGetValue(extension.Id, out OpenSpend? open))
        {
            return (new ExtendAnswer(ExtendAnswerKind.Unknown, 0, null), null);
        }

        Reservation reservation = open.Reservation;
        Reservation grown = reservation.Grown(Math.Clamp(extension.OutputTokens, reservation.OutputTokens, MostTokens), extension.Price ?? reservation.Price);
        if (grown.OutputTokens == reservation.OutputTokens && grown.Price == reservation.Price)
        {
            return (new ExtendAnswer(ExtendAnswerKind.Extended, reservation.OutputTokens, null), null);
        }

        if (BudgetRefusal(open.Nodes, grown.Amount - reservation.Amount) is { } refusal)
        {
            ExtendAnswerKind kind = _settings.OnExhausted == ExhaustedPolicy.Cut ? ExtendAnswerKind.Cut : ExtendAnswerKind.Finish;
            return (new ExtendAnswer(kind, reservation.OutputTokens, refusal), null);
        }

        var effect = new Extended(_sequence + 1, Time(_now), reservation.Id, grown.OutputTokens, grown.Price);
        Apply(effect);
        return (new ExtendAnswer(ExtendAnswerKind.Extended, grown.OutputTokens, null), effect);
    }

    /// <summary>Ends a reservation with the truth, which is charged whatever the budgets say. Of one that has ended nothing is charged again.</summary>
    public (SettleAnswer Answer, SpendEffect? Effect) Settle(in Settlement settlement, DateTimeOffset now)
    {
        Begin(now);
        if (!_open.TryGetValue(settlement.Id, out OpenSpend? open))
        {
            return (default, null);
        }

        Settled effect = Settled(open, settlement);
        int?[] before = Warnings(open.Nodes);
        Apply(effect);
        return (new SettleAnswer(true, effect.Cost, effect.Overrun, effect.Price, Fullest(open.Nodes)) { Reached = Reached(open.Nodes, before) }, effect);
    }

    /// <summary>Ends the reservations of a process that ended itself: each is charged as reserved.</summary>
    /// <param name="holder">The node that died; null for all, as at the start of a single machine.</param>
    /// <param name="now">The time.</param>
    public ImmutableArray<SpendEffect> Interrupt(string? holder, DateTimeOffset now)
    {
        Begin(now);
        OpenSpend[] lost =
        [
            .. _open.Values.Where(open => holder is null || string.Equals(open.Reservation.Holder, holder, StringComparison.Ordinal)).OrderBy(open => open.Sequence),
        ];
        var effects = ImmutableArray.CreateBuilder<SpendEffect>(lost.Length);
        foreach (OpenSpend open in lost)
        {
            Settled effect = Settled(open, new Settlement(open.Reservation.Id, SettlementKind.Interrupted, null) { Facts = new AnswerFacts { PriceOrigin = open.Reservation.PriceOrigin } });
            Apply(effect);
            effects.Add(effect);
        }

        return effects.MoveToImmutable();
    }

    /// <summary>The configuration changed. What is spent and reserved stays so.</summary>
    public void Configure(SpendSettings settings)
    {
        _settings = settings;
        _order.Clear();
        _order.UnionWith(settings.Nodes.Keys);
        foreach (AccountNode node in _nodes.Values)
        {
            node.Limits = LimitsOf(node.Node);
            _order.Add(node.Node);
        }
    }

    /// <summary>One node may do something else from now on. What is spent and reserved stays so.</summary>
    public void Configure(SpendNode node, NodeLimits limits)
    {
        _settings = _settings with { Nodes = limits == NodeLimits.None ? _settings.Nodes.Remove(node) : _settings.Nodes.SetItem(node, limits) };
        if (_nodes.TryGetValue(node, out AccountNode? known))
        {
            known.Limits = limits;
        }

        Keep(node);
    }

    /// <summary>Puts a node among those that lists know, or takes it away, as what is known of it says.</summary>
    private void Keep(SpendNode node)
    {
        if (_nodes.ContainsKey(node) || _settings.Nodes.ContainsKey(node))
        {
            _order.Add(node);
        }
        else
        {
            _order.Remove(node);
        }
    }

    /// <summary>How a path stands, the tenant first.</summary>
    public ImmutableArray<NodeStatus> Status(in SpendPath path, DateTimeOffset now)
    {
        Begin(now);
        return [.. NodesOf(path).Select(node =>
        {
            node.Forget(_now);
            return node.Status(_calendar);
        })];
    }

    /// <summary>How every node stands that has limits or has spent something: the tenant, teams, users, keys, each by name.</summary>
    /// <param name="after">Only what comes behind this node; null for the first page.</param>
    /// <param name="count">The most nodes.</param>
    /// <param name="now">The time.</param>
    public ImmutableArray<NodeStatus> List(SpendNode? after, int count, DateTimeOffset now)
    {
        Begin(now);
        // What is found is copied first: a node that has only limits is made when it is looked at.
        return [.. From(after).Where(node => _settings.Nodes.ContainsKey(node) || !_nodes[node].IsEmpty(_calendar)).Take(count).ToArray().Select(name =>
        {
            AccountNode node = NodeOf(name);
            node.Forget(_now);
            return node.Status(_calendar);
        })];
    }

    private IEnumerable<SpendNode> From(SpendNode? after) => after is not { } last ? _order
        : _order.Count == 0 || SpendNodeOrder.Instance.Compare(last, _order.Max) >= 0 ? []
        : _order.GetViewBetween(last, _order.Max).SkipWhile(node => SpendNodeOrder.Instance.Compare(node, last) == 0);

    private Settled Settled(OpenSpend open, in Settlement settlement)
    {
        Reservation reservation = open.Reservation;
        TokenPrice price = settlement.Price ?? reservation.Price;
        TokenCounts tokens = settlement.Kind == SettlementKind.NotSent
            ? default
            : settlement.Tokens?.Clamped() ?? new TokenCounts(reservation.InputTokens, reservation.OutputTokens);
        bool isUnknown = settlement.Tokens is null && settlement.Kind != SettlementKind.NotSent;
        Money cost = isUnknown ? reservation.Amount : price.Cost(tokens);
        Money overrun = cost > reservation.Amount ? cost - reservation.Amount : Money.Zero;
        return new Settled(_sequence + 1, Time(_now), reservation, settlement.Kind, tokens, isUnknown ? reservation.Price : price, cost, overrun) { Facts = settlement.Facts };
    }

    private SpendAnswer Granted(OpenSpend open) =>
        new(SpendAnswerKind.Granted, open.Reservation.OutputTokens, open.Reservation.Amount, null, Fullest(open.Nodes))
        {
            IsSoftReached = Standings(open.Nodes).Any(standing => standing is { Budget.IsHard: false, Warning: not null }),
        };

    private AccountNode[] NodesOf(in SpendPath path) => Array.ConvertAll(path.Nodes(), NodeOf);

    private AccountNode NodeOf(SpendNode node)
    {
        if (!_nodes.TryGetValue(node, out AccountNode? found))
        {
            found = new AccountNode(node) { Limits = LimitsOf(node) };
            _nodes.Add(node, found);
            Keep(node);
        }

        return found;
    }

    private NodeLimits LimitsOf(SpendNode node) => _settings.Nodes.GetValueOrDefault(node) ?? NodeLimits.None;

    private void Begin(DateTimeOffset now)
    {
        _now = Math.Max(_now, now.UtcTicks);
        if (_calendar.MoveTo(_now))
        {
            DropEmpty();
        }
    }

    /// <summary>Whoever has spent nothing for a month, or has gone, is not kept in memory.</summary>
    private void DropEmpty()
    {
        foreach (AccountNode node in _nodes.Values)
        {
            node.Forget(_now);
            if (node.IsEmpty(_calendar))
            {
                _nodes.Remove(node.Node);
                Keep(node.Node);
            }
        }
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
