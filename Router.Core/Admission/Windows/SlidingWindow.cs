using System.Collections.Immutable;
using Router.Core.Admission.State;

namespace Router.Core.Admission.Windows;

/// <summary>
/// A log of what was granted within the last minute. An amount counts from its grant for exactly one minute, so no minute holds more than the limit,
/// and all of the limit may be granted at once. Beyond <see cref="ExactEntries"/> entries, grants within <see cref="Grain"/> share an entry and count
/// from the last of them: never too short, at most 60 ms too long.
/// </summary>
internal sealed class SlidingWindow
{
    /// <summary>Of "never" as a time.</summary>
    public const long Never = long.MaxValue;

    /// <summary>The length of every window.</summary>
    public const long Span = TimeSpan.TicksPerMinute;

    private const int ExactEntries = 1024;
    private const long Grain = Span / 1000;

    /// <summary>Nobody is told to wait for more windows than a day has.</summary>
    private const long MostRounds = 1440;

    private WindowEntry[] _ring = new WindowEntry[16];
    private int _head;
    private int _count;
    private long _firstIndex;
    private long _held;

    /// <summary>The limit a window, ≥ 1; null for none.</summary>
    public long? Limit { get; set; }

    /// <summary>What counts now.</summary>
    public long Used { get; private set; }

    /// <summary>Whether nothing is in it, as though nothing had ever been.</summary>
    public bool IsEmpty => _count == 0 && _held == 0;

    /// <summary>Forgets what is a window old.</summary>
    public void Forget(long now)
    {
        while (_count > 0 && _ring[_head].At + Span <= now)
        {
            Used -= _ring[_head].Amount;
            _head = (_head + 1) & (_ring.Length - 1);
            _count--;
            _firstIndex++;
        }
    }

    /// <summary>When an amount fits, if nothing else comes: now, later, or never while stocks hold too much. More than the limit fits into an empty window.</summary>
    public long FreeAt(long amount, long now) => Limit is { } limit ? FreeAt(Math.Min(amount, limit), limit, now) : now;

    /// <summary>When all of several requests would have fitted, one behind another.</summary>
    public long FreeAtAfter(long amounts, long now)
    {
        if (Limit is not { } limit)
        {
            return now;
        }

        long rounds = amounts > limit ? Math.Min((amounts - 1) / limit, MostRounds) : 0;
        long at = FreeAt(Math.Min(amounts - rounds * limit, limit), limit, now);
        return at == Never ? Never : at + rounds * Span;
    }

    /// <summary>Logs an amount and returns the number of its entry.</summary>
    public long Add(long amount, long now)
    {
        Used += amount;
        if (_count > 0)
        {
            ref WindowEntry last = ref _ring[(_head + _count - 1) & (_ring.Length - 1)];
            if (last.First == now || (_count >= ExactEntries && now - last.First <= Grain))
            {
                last = new WindowEntry(last.First, now, last.Amount + amount);
                return _firstIndex + _count - 1;
            }
        }

        if (_count == _ring.Length)
        {
            Grow();
        }

        _ring[(_head + _count) & (_ring.Length - 1)] = new WindowEntry(now, now, amount);
        return _firstIndex + _count++;
    }

    /// <summary>Numbers entries from the first again, if there is none and nobody refers to one: a window that lies idle is as a new one.</summary>
    public void Restart() => _firstIndex = _count == 0 ? 0 : _firstIndex;

    /// <summary>Takes a part of an entry back; nothing when the entry has left the window.</summary>
    public void Refund(long entry, long amount)
    {
        if (entry >= _firstIndex)
        {
            ref WindowEntry found = ref _ring[(_head + (int)(entry - _firstIndex)) & (_ring.Length - 1)];
            found = found with { Amount = found.Amount - amount };
            Used -= amount;
        }
    }

    /// <summary>Counts a stock for as long as it is out.</summary>
    public void Hold(long amount)
    {
        _held += amount;
        Used += amount;
    }

    /// <summary>A stock is back: what was used of it, at any time since, counts from now.</summary>
    public void Release(long held, long used, long now)
    {
        _held -= held;
        Used -= held;
        Add(used, now);
    }

    public WindowState Save() => new(_firstIndex, _held, [.. Enumerable.Range(0, _count).Select(offset => _ring[(_head + offset) & (_ring.Length - 1)])]);

    public void Load(WindowState state)
    {
        _ring = new WindowEntry[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, state.Entries.Length))];
        state.Entries.CopyTo(_ring);
        (_head, _count, _firstIndex, _held) = (0, state.Entries.Length, state.FirstIndex, state.Held);
        Used = _held + state.Entries.Sum(entry => entry.Amount);
    }

    private long FreeAt(long amount, long limit, long now)
    {
        long excess = Used + amount - limit;
        long at = now;
        for (int offset = 0; offset < _count && excess > 0; offset++)
        {
            WindowEntry entry = _ring[(_head + offset) & (_ring.Length - 1)];
            excess -= entry.Amount;
            at = entry.At + Span;
        }

        return excess > 0 ? Never : at;
    }

    private void Grow()
    {
        ImmutableArray<WindowEntry> entries = Save().Entries;
        _ring = new WindowEntry[_ring.Length * 2];
        entries.CopyTo(_ring);
        _head = 0;
    }
}
