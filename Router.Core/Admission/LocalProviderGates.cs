using System.Collections.Concurrent;
using System.Collections.Immutable;
using Router.Core.Admission.Hints;

namespace Router.Core.Admission;

/// <summary>The gates of a single machine: one lock a gate, every call completes at once. Notices are given under the lock, so they keep their order.</summary>
/// <param name="settings">The settings of a gate, asked for when it is first entered and at <see cref="Configure"/>.</param>
/// <param name="notices">Who hears the effects.</param>
/// <param name="clock">The clock: its wall time at the start, counted on by its timestamps, because wall clocks jump.</param>
public sealed class LocalProviderGates(Func<GateKey, GateSettings> settings, IGateNotices notices, TimeProvider clock) : IProviderGates
{
    private readonly ConcurrentDictionary<GateKey, Cell> _cells = new();
    private readonly DateTimeOffset _start = clock.GetUtcNow();
    private readonly long _startStamp = clock.GetTimestamp();

    /// <inheritdoc/>
    public ValueTask<GateAnswer> EnterAsync(GateKey gate, EnterRequest request)
    {
        while (true)
        {
            Cell cell = _cells.TryGetValue(gate, out Cell? known) ? known : _cells.GetOrAdd(gate, static _ => new Cell(new ProviderGate(new GateSettings())));
            lock (cell)
            {
                if (cell.IsRemoved)
                {
                    continue;
                }

                if (!cell.IsConfigured)
                {
                    // Only once it is known to Configure: a change in between would pass it by.
                    cell.Gate.Configure(settings(gate), Now());
                    cell.IsConfigured = true;
                }

                EnterAnswer answer = cell.Gate.Enter(request, Now());
                Tell(gate, cell, answer.Effects);
                return new ValueTask<GateAnswer>(answer.Answer);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask AnsweringAsync(GateKey gate, PermitId id, ProviderReading reading) => Run(gate, entity => entity.Answering(id, reading, Now()));

    /// <inheritdoc/>
    public ValueTask ReportAsync(GateKey gate, PermitId id, AttemptReport report) => Run(gate, entity => entity.Report(id, report, Now()));

    /// <inheritdoc/>
    public ValueTask CancelAsync(GateKey gate, PermitId id) => Run(gate, entity => entity.Cancel(id, Now()));

    /// <inheritdoc/>
    public ValueTask RenewAsync(GateKey gate, ImmutableArray<PermitId> ids) => Run(gate, entity => entity.Renew(ids.AsSpan(), Now()));

    /// <inheritdoc/>
    public ValueTask TickAsync(GateKey gate)
    {
        if (_cells.TryGetValue(gate, out Cell? cell))
        {
            lock (cell)
            {
                // The tick that was asked for has been: when it came too early, it is asked for again.
                cell.Announced = null;
                Tell(gate, cell, cell.Gate.Tick(Now()));
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask ReopenAsync(string provider)
    {
        foreach (GateKey gate in _cells.Keys.Where(gate => string.Equals(gate.Provider, provider, StringComparison.Ordinal)))
        {
            await Run(gate, entity => entity.Reopen(Now())).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<GateStatus?> StatusAsync(GateKey gate)
    {
        if (!_cells.TryGetValue(gate, out Cell? cell))
        {
            return new ValueTask<GateStatus?>((GateStatus?)null);
        }

        lock (cell)
        {
            return new ValueTask<GateStatus?>(cell.Gate.Status(Now()));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<KeyValuePair<GateKey, GateStatus>>> ListAsync()
    {
        ImmutableArray<KeyValuePair<GateKey, GateStatus>>.Builder all = ImmutableArray.CreateBuilder<KeyValuePair<GateKey, GateStatus>>();
        foreach ((GateKey gate, Cell cell) in _cells)
        {
            lock (cell)
            {
                all.Add(new(gate, cell.Gate.Status(Now())));
            }
        }

        return new ValueTask<ImmutableArray<KeyValuePair<GateKey, GateStatus>>>(all.ToImmutable());
    }

    /// <inheritdoc/>
    public ValueTask ConfigureAsync(string provider)
    {
        ConfigureAll(_cells.Keys.Where(gate => string.Equals(gate.Provider, provider, StringComparison.Ordinal)));
        return ValueTask.CompletedTask;
    }

    /// <summary>The configuration changed: every gate takes its settings anew.</summary>
    public void Configure() => ConfigureAll(_cells.Keys);

    /// <summary>Drops gates that hold nothing a new one would not: a removed provider's, and those of keys that clients once brought.</summary>
    public void Trim()
    {
        foreach ((GateKey gate, Cell cell) in _cells)
        {
            lock (cell)
            {
                if (cell.Gate.IsIdle(Now()))
                {
                    cell.IsRemoved = true;
                    notices.Dropped(gate);
                    _cells.TryRemove(new(gate, cell));
                }
            }
        }
    }

    private void ConfigureAll(IEnumerable<GateKey> gates)
    {
        foreach (GateKey gate in gates)
        {
            Act(gate, entity => entity.Configure(settings(gate), Now()));
        }
    }

    private ValueTask Run(GateKey gate, Func<ProviderGate, GateEffects> command)
    {
        Act(gate, command);
        return ValueTask.CompletedTask;
    }

    private void Act(GateKey gate, Func<ProviderGate, GateEffects> command)
    {
        if (_cells.TryGetValue(gate, out Cell? cell))
        {
            lock (cell)
            {
                Tell(gate, cell, command(cell.Gate));
            }
        }
    }

    private void Tell(GateKey gate, Cell cell, in GateEffects effects)
    {
        foreach (TicketAnswer answer in effects.Tickets)
        {
            notices.Answered(gate, answer);
        }

        if (effects.NextTick is { } due && due != cell.Announced)
        {
            notices.TickDue(gate, due - Now());
        }

        cell.Announced = effects.NextTick;
    }

    private DateTimeOffset Now() => _start + clock.GetElapsedTime(_startStamp);

    private sealed class Cell(ProviderGate gate)
    {
        public ProviderGate Gate { get; } = gate;

        /// <summary>Whether it has its settings.</summary>
        public bool IsConfigured { get; set; }

        /// <summary>Whether it was dropped while somebody was about to enter it.</summary>
        public bool IsRemoved { get; set; }

        /// <summary>The tick that was asked for last.</summary>
        public DateTimeOffset? Announced { get; set; }
    }
}
