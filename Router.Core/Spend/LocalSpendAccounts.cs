using System.Collections.Concurrent;
using System.Collections.Immutable;
using Router.Core.Journal;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;
using Router.Core.Spend.State;

namespace Router.Core.Spend;

/// <summary>
/// The accounts of a single machine: one lock an account. Effects are written under the lock, so they keep their order; an answer waits, outside of the
/// lock, until the operating system has them.
/// </summary>
/// <param name="settings">The settings of a tenant, asked for when its account is first needed and at <see cref="Configure()"/>.</param>
/// <param name="journal">Where effects go.</param>
/// <param name="clock">The clock: its wall time at the start, counted on by its timestamps, because wall clocks jump.</param>
public sealed class LocalSpendAccounts(Func<string, SpendSettings> settings, ISpendJournal journal, TimeProvider clock) : ISpendAccounts
{
    private readonly ConcurrentDictionary<string, Cell> _cells = new(StringComparer.OrdinalIgnoreCase);
    private readonly DateTimeOffset _start = clock.GetUtcNow();
    private readonly long _startStamp = clock.GetTimestamp();

    /// <inheritdoc/>
    public ValueTask<SpendAnswer> ReserveAsync(string tenant, SpendRequest request)
    {
        Cell cell = CellOf(tenant);
        SpendAnswer answer;
        JournalTicket? ticket;
        lock (cell)
        {
            (answer, SpendEffect? effect) = AccountOf(tenant, cell).Reserve(request, Now());
            ticket = Write(tenant, effect);
        }

        return ticket is { } written ? AnswerAsync(written, answer) : new ValueTask<SpendAnswer>(answer);

        static async ValueTask<SpendAnswer> AnswerAsync(JournalTicket ticket, SpendAnswer answer) => answer with { IsUnwritten = await IsLostAsync(ticket).ConfigureAwait(false) };
    }

    /// <inheritdoc/>
    public ValueTask<ExtendAnswer> ExtendAsync(string tenant, Extension extension)
    {
        Cell cell = CellOf(tenant);
        lock (cell)
        {
            (ExtendAnswer answer, SpendEffect? effect) = AccountOf(tenant, cell).Extend(extension, Now());
            Write(tenant, effect);
            return new ValueTask<ExtendAnswer>(answer);
        }
    }

    /// <inheritdoc/>
    public ValueTask<SettleAnswer> SettleAsync(string tenant, Settlement settlement)
    {
        Cell cell = CellOf(tenant);
        SettleAnswer answer;
        JournalTicket? ticket;
        lock (cell)
        {
            (answer, SpendEffect? effect) = AccountOf(tenant, cell).Settle(settlement, Now());
            ticket = Write(tenant, effect);
        }

        return ticket is { } written ? AnswerAsync(written, answer) : new ValueTask<SettleAnswer>(answer);

        static async ValueTask<SettleAnswer> AnswerAsync(JournalTicket ticket, SettleAnswer answer) => answer with { IsUnwritten = await IsLostAsync(ticket).ConfigureAwait(false) };
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<Settled>> InterruptAsync(string tenant, string? holder)
    {
        Cell cell = CellOf(tenant);
        lock (cell)
        {
            ImmutableArray<SpendEffect> effects = AccountOf(tenant, cell).Interrupt(holder, Now());
            foreach (SpendEffect effect in effects)
            {
                Write(tenant, effect);
            }

            return new ValueTask<ImmutableArray<Settled>>([.. effects.Cast<Settled>()]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<NodeStatus>> StatusAsync(string tenant, SpendPath path)
    {
        return Look(tenant, account => account.Status(path, Now()));
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<NodeStatus>> ListAsync(string tenant, SpendNode? after, int count)
    {
        return Look(tenant, account => account.List(after, count, Now()));
    }

    /// <summary>The configuration changed: every account takes its settings anew.</summary>
    public void Configure()
    {
        foreach ((string tenant, Cell cell) in _cells)
        {
            lock (cell)
            {
                cell.Account?.Configure(settings(tenant));
            }
        }
    }

    /// <summary>What one node may do changed.</summary>
    /// <param name="tenant">Its tenant.</param>
    /// <param name="node">The node.</param>
    /// <param name="limits">Tells what it may do now; asked within the account's lock, so that the last one who asks has the last word.</param>
    public void Configure(string tenant, SpendNode node, Func<NodeLimits> limits)
    {
        if (_cells.TryGetValue(tenant, out Cell? cell))
        {
            lock (cell)
            {
                cell.Account?.Configure(node, limits());
            }
        }
    }

    /// <summary>Forgets every account: before stored ones take their place.</summary>
    public void Forget() => _cells.Clear();

    /// <summary>The tenants that have an account.</summary>
    public ImmutableArray<string> Tenants => [.. _cells.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Puts a stored account in the place of a tenant's: before the first request.</summary>
    public void Restore(string tenant, SpendSnapshot snapshot) => _cells[tenant] = new Cell { Account = SpendAccount.Restore(settings(tenant), snapshot) };

    /// <summary>Applies an effect that was written down after the snapshot: before the first request, in their order.</summary>
    public void Replay(string tenant, SpendEffect effect)
    {
        Cell cell = CellOf(tenant);
        lock (cell)
        {
            AccountOf(tenant, cell).Replay(effect);
        }
    }

    /// <summary>The state of every account, each by itself.</summary>
    public ImmutableArray<(string Tenant, SpendSnapshot Snapshot)> Save()
    {
        var saved = ImmutableArray.CreateBuilder<(string, SpendSnapshot)>();
        foreach ((string tenant, Cell cell) in _cells)
        {
            lock (cell)
            {
                if (cell.Account is { } account)
                {
                    saved.Add((tenant, account.Save(Now())));
                }
            }
        }

        return saved.ToImmutable();
    }

    /// <summary>Looks at an account without making one: whoever asks about tenants that nobody knows leaves nothing behind.</summary>
    private ValueTask<ImmutableArray<NodeStatus>> Look(string tenant, Func<SpendAccount, ImmutableArray<NodeStatus>> look)
    {
        if (!_cells.TryGetValue(tenant, out Cell? cell))
        {
            return new ValueTask<ImmutableArray<NodeStatus>>(look(new SpendAccount(settings(tenant))));
        }

        lock (cell)
        {
            return new ValueTask<ImmutableArray<NodeStatus>>(look(AccountOf(tenant, cell)));
        }
    }

    private Cell CellOf(string tenant) => _cells.TryGetValue(tenant, out Cell? known) ? known : _cells.GetOrAdd(tenant, static _ => new Cell());

    /// <summary>Made within the lock, so that no change of settings is missed in between.</summary>
    private SpendAccount AccountOf(string tenant, Cell cell) => cell.Account ??= new SpendAccount(settings(tenant));

    private static async ValueTask<bool> IsLostAsync(JournalTicket ticket) => await ticket.WrittenAsync().ConfigureAwait(false) == Durability.Lost;

    private JournalTicket? Write(string tenant, SpendEffect? effect) => effect is null ? null : journal.Write(tenant, effect);

    private DateTimeOffset Now() => _start + clock.GetElapsedTime(_startStamp);

    private sealed class Cell
    {
        public SpendAccount? Account { get; set; }
    }
}
