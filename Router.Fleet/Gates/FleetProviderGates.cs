using System.Collections.Concurrent;
using System.Collections.Immutable;
using Router.Core.AdminContract;
using Router.Core.Admission;
using Router.Core.Admission.Hints;
using Router.Fleet.Calls;
using Router.Fleet.Hosting;
using Router.Grains.Gates;
using Router.Grains.Hosting;

namespace Router.Fleet.Gates;

/// <summary>
/// The gates of a fleet as a node sees them: each has one owner somewhere, this node keeps a stock of its permits. Ticks are the owner's own business, so
/// <see cref="IGateNotices.TickDue"/> is never told here.
/// </summary>
internal sealed class FleetProviderGates : IProviderGates, IAsyncDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<GateKey, NodeGate> _gates = new();
    private readonly IGrainFactory _grains;
    private readonly FleetNode _node;
    private readonly IGateNotices _notices;
    private readonly FleetClock _clock;
    private readonly FleetOptions _options;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _closing = new();

    public FleetProviderGates(IGrainFactory grains, FleetNode node, NodeEar ear, IGateNotices notices, FleetClock clock, FleetOptions options)
    {
        (_grains, _node, _notices, _clock, _options) = (grains, node, notices, clock, options);
        ear.OnGate = (gate, news) =>
        {
            if (_gates.TryGetValue(gate, out NodeGate? known))
            {
                known.Hear(news);
            }
        };
        _timer = TimeProvider.System.CreateTimer(_ => Sweep(), null, SweepEvery, SweepEvery);
    }

    public ValueTask<GateAnswer> EnterAsync(GateKey gate, EnterRequest request) => Of(gate).EnterAsync(request);

    public ValueTask AnsweringAsync(GateKey gate, PermitId id, ProviderReading reading)
    {
        Of(gate).Answering(id, reading);
        return ValueTask.CompletedTask;
    }

    public async ValueTask ReportAsync(GateKey gate, PermitId id, AttemptReport report)
    {
        Task told = Of(gate).ReportAsync(id, report);
        if (!told.IsCompleted)
        {
            // Out of reach, the gate hears of it later; nobody's answer waits for that.
            await Task.WhenAny(told, Task.Delay(_options.Patience));
        }
    }

    public ValueTask CancelAsync(GateKey gate, PermitId id)
    {
        Of(gate).Cancel(id);
        return ValueTask.CompletedTask;
    }

    /// <summary>What this node holds is kept alive by itself.</summary>
    public ValueTask RenewAsync(GateKey gate, ImmutableArray<PermitId> ids) => ValueTask.CompletedTask;

    public async ValueTask TickAsync(GateKey gate) => await GrainOf(gate).TickAsync();

    public ValueTask ReopenAsync(string provider) => EachAsync(provider, async gate =>
    {
        await Of(gate).FlushAsync();
        await GrainOf(gate).ReopenAsync();
    });

    public ValueTask ConfigureAsync(string provider) => EachAsync(provider, gate => GrainOf(gate).ConfigureAsync());

    /// <summary>Tells how gates stand; one whose owner is out of reach is not among them.</summary>
    public async ValueTask<ImmutableArray<KeyValuePair<GateKey, GateStatus>>> ListAsync()
    {
        KeyValuePair<GateKey, GateStatus?>[] all = await Task.WhenAll((await AllAsync()).Select(async gate => KeyValuePair.Create(gate, await FindAsync(gate))));
        return [.. all.Where(gate => gate.Value is not null).Select(gate => KeyValuePair.Create(gate.Key, gate.Value!))];
    }

    public async ValueTask<GateStatus?> StatusAsync(GateKey gate) => await Reach.AskAsync(
        async () =>
        {
            if (_gates.TryGetValue(gate, out NodeGate? known))
            {
                await known.FlushAsync();
            }

            return await GrainOf(gate).StatusAsync();
        },
        _options.Patience);

    /// <summary>Gives everything back that is not under way.</summary>
    public Task ReturnAsync() => Task.WhenAll(_gates.Values.Select(gate => gate.CloseAsync(_options.Patience)));

    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
        {
            return; // a container that knows it under several names asks several times
        }

        await _timer.DisposeAsync();
        await ReturnAsync();
        await _closing.CancelAsync();
        _closing.Dispose();
    }

    /// <summary>What is due about once a second; tests with a clock of their own call it.</summary>
    internal void Sweep()
    {
        foreach ((GateKey key, NodeGate gate) in _gates)
        {
            if (!gate.Sweep() && _gates.TryRemove(new(key, gate)))
            {
                _notices.Dropped(key);
            }
        }
    }

    /// <summary>Completes when a gate has heard what happened here.</summary>
    internal Task FlushAsync(GateKey gate) => Of(gate).FlushAsync();

    /// <summary>Goes without a word, as a node that is killed.</summary>
    internal void Abandon()
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _gates.Clear();
    }

    /// <exception cref="OutOfReachException">The owner of one can't be reached.</exception>
    private async ValueTask EachAsync(string provider, Func<GateKey, Task> act) => await Task.WhenAll((await AllAsync())
        .Where(gate => string.Equals(gate.Provider, provider, StringComparison.Ordinal))
        .Select(gate => Reach.AskAsync(
            async () =>
            {
                await act(gate);
                return true;
            },
            _options.Patience)));

    /// <summary>The gates that live anywhere in the fleet; when a node is out of reach, those that this one knows.</summary>
    private async Task<IEnumerable<GateKey>> AllAsync()
    {
        try
        {
            GrainType kind = GrainOf(new GateKey("any", "any", "any")).GetGrainId().Type;
            List<GrainId> living = await Reach.AskAsync(() => _grains.GetGrain<IManagementGrain>(0).GetActiveGrains(kind).AsTask(), _options.Patience);
            return living.Select(gate => GrainNames.ToGate(gate.Key.ToString()!)).Union(_gates.Keys);
        }
        catch (Exception exception) when (Reach.IsLost(exception))
        {
            return _gates.Keys;
        }
    }

    private async Task<GateStatus?> FindAsync(GateKey gate)
    {
        try
        {
            return await StatusAsync(gate);
        }
        catch (OutOfReachException)
        {
            return null; // the others are told all the same: who asks wants to know how things are while something is wrong
        }
    }

    private NodeGate Of(GateKey gate) =>
        _gates.TryGetValue(gate, out NodeGate? known) ? known : _gates.GetOrAdd(gate, key => new NodeGate(key, GrainOf(key), _node, _notices, () => _clock.Now, _options, _closing.Token));

    private IProviderGateGrain GrainOf(GateKey gate) => _grains.GetGrain<IProviderGateGrain>(GrainNames.Of(gate));
}
