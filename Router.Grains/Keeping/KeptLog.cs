using Orleans.Storage;

namespace Router.Grains.Keeping;

/// <summary>
/// Keeps an entity's effects in a grain's storage, with one write a batch: the effects since the last whole state, and when these are many, the whole state
/// too. Used on the grain's own scheduler only.
/// </summary>
/// <typeparam name="TState">The whole state.</typeparam>
/// <typeparam name="TEffect">The effect.</typeparam>
internal sealed class KeptLog<TState, TEffect>
{
    private const int FewestEffects = 8;
    private const int MostStamps = 64;

    private readonly IPersistentState<KeptBase<TState>> _base;
    private readonly IPersistentState<KeptTail<TEffect>> _tail;
    private readonly Func<TState> _save;
    private readonly Func<TState, int> _weight;
    private readonly BatchedWrites _writes;
    private readonly UntoldActs<TEffect>? _untold;
    private readonly List<TEffect> _effects;
    private readonly HashSet<Guid> _own = [];
    private long _from;
    private long _written;
    private int _wholeWeight;
    private bool _isUnsure;

    /// <summary>Reads what is stored.</summary>
    /// <param name="state">Where the whole state is.</param>
    /// <param name="tail">Where the effects behind it are.</param>
    /// <param name="save">Takes the whole state.</param>
    /// <param name="weight">About how many effects a whole state is worth.</param>
    /// <param name="untold">Hears of every effect that is stored, those that were found stored first; none is folded away before it is told. Null where nobody is told.</param>
    public KeptLog(IPersistentState<KeptBase<TState>> state, IPersistentState<KeptTail<TEffect>> tail, Func<TState> save, Func<TState, int> weight, UntoldActs<TEffect>? untold = null)
    {
        (_base, _tail, _save, _weight, _untold) = (state, tail, save, weight, untold);
        _writes = new BatchedWrites(WriteAsync);
        (_own, _from) = ([state.State.Stamp, tail.State.Stamp], state.State.Position);
        // A whole state that was stored last makes a part of the effects old.
        long known = state.State.Position - tail.State.From;
        _effects = known >= 0
            ? [.. tail.State.Effects.Skip((int)Math.Min(known, int.MaxValue))]
            : throw new InvalidOperationException($"The stored effects begin at {tail.State.From}, the whole state ends at {state.State.Position}: a part is missing.");
        Durable = Position;
        NoteUntold(_from);
        Weigh(state.State.State);
    }

    /// <summary>The stored whole state; null when there is none.</summary>
    public TState? State => _base.State.State;

    /// <summary>The effects behind it.</summary>
    public IReadOnlyList<TEffect> Effects => _effects;

    /// <summary>All effects ever.</summary>
    public long Position => _from + _effects.Count;

    /// <summary>How many of them are stored.</summary>
    public long Durable { get; private set; }

    /// <summary>Takes an effect, to be stored by the next <see cref="CommitAsync"/>.</summary>
    public void Add(TEffect effect) => _effects.Add(effect);

    /// <summary>Completes when everything that was added is stored.</summary>
    /// <returns>Whether there was something to store.</returns>
    /// <exception cref="InconsistentStateException">Another owner has stored something meanwhile: this one must go.</exception>
    public async Task<bool> CommitAsync()
    {
        if (Durable == Position)
        {
            return false;
        }

        await _writes.WriteAsync();
        return true;
    }

    /// <summary>Forgets what is not stored.</summary>
    public void Rollback() => _effects.RemoveRange((int)(Durable - _from), (int)(Position - Durable));

    private async Task WriteAsync()
    {
        if (Durable == Position)
        {
            return;
        }

        if (_isUnsure)
        {
            await ReassureAsync();
        }

        long upTo = Position;
        var stamp = Guid.NewGuid();
        _own.Add(stamp);
        try
        {
            // Always the effects first: an owner that was given up without knowing it is stopped here, before it could store a whole state over its successor's
            // effects. The whole state is that of exactly these effects.
            bool isFolded = _effects.Count >= FewestEffects && _written + _effects.Count >= _wholeWeight;
            TState? whole = isFolded ? _save() : default;
            _tail.State = new KeptTail<TEffect> { Stamp = stamp, From = _from, Effects = [.. _effects] };
            await _tail.WriteStateAsync();
            _written += _effects.Count;
            long before = Durable;
            Durable = upTo;
            NoteUntold(before);
            if (isFolded && (_untold is null || await _untold.TellAsync() is null))
            {
                await FoldAsync(new KeptBase<TState> { Stamp = stamp, Position = upTo, State = whole });
            }
        }
        catch
        {
            _isUnsure = true;
            throw;
        }

        if (_own.Count > MostStamps)
        {
            _own.Clear();
            _own.UnionWith([_base.State.Stamp, _tail.State.Stamp]);
        }
    }

    private void NoteUntold(long before)
    {
        for (long position = before; _untold is not null && position < Durable; position++)
        {
            _untold.Add(position + 1, _effects[(int)(position - _from)]);
        }
    }

    /// <summary>Stores a whole state. When it can't be, nothing is lost: its effects are stored, and the next write tries again.</summary>
    private async Task FoldAsync(KeptBase<TState> whole)
    {
        _base.State = whole;
        try
        {
            await _base.WriteStateAsync();
        }
        catch (Exception)
        {
            _isUnsure = true; // the next write looks at what is there first
            return;
        }

        _effects.RemoveRange(0, (int)(whole.Position - _from));
        _from = whole.Position;
        Weigh(whole.State);
    }

    /// <summary>A write failed: whether it is stored nobody knows. What is there must be this owner's.</summary>
    private async Task ReassureAsync()
    {
        await _base.ReadStateAsync();
        await _tail.ReadStateAsync();
        if (!_own.Contains(_base.State.Stamp) || !_own.Contains(_tail.State.Stamp))
        {
            throw new InconsistentStateException("Another owner of this entity has stored its state meanwhile.");
        }

        _isUnsure = false;
    }

    /// <summary>
    /// Effects are stored anew with each write until the whole state is: it is once they have cost as much as it does, so that least is stored, however many come with a write.
    /// </summary>
    private void Weigh(TState? whole) => (_written, _wholeWeight) = (0, whole is null ? 0 : _weight(whole));
}
