using Router.Core.Spend.Accounting;
using Router.Core.Spend.Effects;
using Router.Core.Spend.State;

namespace Router.Core.Spend;

/// <content>Effects are the only way to change an account, whether they happen or are replayed.</content>
public sealed partial class SpendAccount
{
    /// <summary>The account that a snapshot was taken of.</summary>
    public static SpendAccount Restore(SpendSettings settings, SpendSnapshot snapshot)
    {
        var account = new SpendAccount(settings) { _sequence = snapshot.Sequence };
        account.Begin(Time(snapshot.Now));
        foreach (NodeState node in snapshot.Nodes)
        {
            account.NodeOf(node.Node).Load(node, account._calendar);
        }

        foreach (OpenState state in snapshot.Open)
        {
            AccountNode[] nodes = account.NodesOf(state.Reservation.Path);
            Array.ForEach(nodes, node => node.Reopen(state.Reservation.Amount));
            account._open.Add(state.Reservation.Id, new OpenSpend(state.Sequence, state.Reservation, nodes, [.. state.Places], state.Borrowed));
        }

        foreach (ReservationId id in snapshot.Ended)
        {
            account._ended.Add(id);
        }

        account._carried.UnionWith(snapshot.Carried);
        return account;
    }

    /// <summary>The whole state at a time.</summary>
    public SpendSnapshot Save(DateTimeOffset now)
    {
        Begin(now);
        foreach (AccountNode node in _nodes.Values)
        {
            node.Forget(_now);
        }

        return new SpendSnapshot(
            _sequence, _now,
            [.. _nodes.Values.Where(node => !node.IsEmpty(_calendar)).OrderBy(node => node.Node, SpendNodeOrder.Instance).Select(node => node.Save(_calendar))],
            [.. _open.Values.OrderBy(open => open.Sequence).Select(open => new OpenState(open.Sequence, open.Reservation, [.. open.Places], open.Borrowed))],
            _ended.Save()) { Carried = [.. _carried] };
    }

    /// <summary>
    /// Applies an effect that was written down. One that the account has in it already changes nothing. Effects before it may be missing, where a journal lost
    /// them and the process went on: a settlement charges without its reservation, and a reservation without its settlement stays open.
    /// </summary>
    public void Replay(SpendEffect effect)
    {
        if (effect.Sequence <= _sequence)
        {
            return;
        }

        Begin(effect.At);
        switch (effect)
        {
            case Reserved reserved:
                Apply(reserved, NodesOf(reserved.Reservation.Path));
                break;
            case Carried carried:
                Apply(carried);
                break;
            case Extended extended when _open.ContainsKey(extended.Id):
                Apply(extended);
                break;
            case Settled settled:
                if (!_open.ContainsKey(settled.Reservation.Id))
                {
                    Apply(new Reserved(settled.Sequence, settled.At, settled.Reservation), NodesOf(settled.Reservation.Path));
                }

                Apply(settled);
                break;
        }

        _sequence = effect.Sequence;
    }

    private OpenSpend Apply(Reserved effect, AccountNode[] nodes)
    {
        Reservation reservation = effect.Reservation;
        long tokens = reservation.InputTokens + reservation.OutputTokens;
        var places = new WindowPlace[nodes.Length];
        for (int level = 0; level < nodes.Length; level++)
        {
            nodes[level].Forget(_now);
            places[level] = nodes[level].Take(reservation.Amount, tokens, _now);
        }

        var open = new OpenSpend(effect.Sequence, reservation, nodes, places, tokens);
        _open.Add(reservation.Id, open);
        _sequence = effect.Sequence;
        return open;
    }

    private void Apply(Extended effect)
    {
        OpenSpend open = _open[effect.Id];
        Reservation grown = open.Reservation.Grown(effect.OutputTokens, effect.Price);
        foreach (AccountNode node in open.Nodes)
        {
            node.Grow(grown.Amount - open.Reservation.Amount);
        }

        open.Reservation = grown;
        _sequence = effect.Sequence;
    }

    private void Apply(Settled effect)
    {
        _open.Remove(effect.Reservation.Id, out OpenSpend? open);
        for (int level = 0; level < open!.Nodes.Length; level++)
        {
            AccountNode node = open.Nodes[level];
            node.Forget(_now);
            node.Settle(open.Reservation.Amount, effect.Cost, _calendar);
            node.SettleRates(open.Places[level], open.Borrowed, effect.Tokens.All, effect.Kind != SettlementKind.NotSent, _now);
        }

        _ended.Add(effect.Reservation.Id);
        _sequence = effect.Sequence;
    }
}
