using Router.Core.Configuration;
using Router.Protocol.Translation;

namespace Router.Core.Reasoning;

/// <summary>
/// Opaque provider state by tool call: reasoning text, reasoning details, thought signatures. Bounded in number, bytes and time, the oldest
/// goes first. An entity: one owner at a time, no clock, no waiting.
/// </summary>
public sealed class ReasoningStore
{
    /// <summary>The most calls that are remembered.</summary>
    public const int MaxCount = 50_000;

    private readonly LinkedList<ReasoningRecord> _byAge = [];
    private readonly Dictionary<ReasoningKey, LinkedListNode<ReasoningRecord>> _byKey = [];

    /// <summary>How many calls are remembered.</summary>
    public int Count => _byKey.Count;

    /// <summary>About how many bytes they take.</summary>
    public long Size { get; private set; }

    /// <summary>Remembers a call; an id that comes again replaces what was known of it.</summary>
    /// <returns>False when it alone is larger than everything may be: then it is not kept.</returns>
    public bool Keep(ReasoningRecord record, ReasoningConfig limits, DateTimeOffset now)
    {
        Remove(record.Key);
        if (record.Size > limits.MaxBytes || IsOver(record, limits, now))
        {
            return false;
        }

        _byKey.Add(record.Key, _byAge.AddLast(record));
        Size += record.Size;
        Trim(limits, now);
        return true;
    }

    /// <summary>What was thought before a call; null when it is not known, or no longer.</summary>
    public ToolCallReasoning? Find(ReasoningKey key, ReasoningConfig limits, DateTimeOffset now) =>
        _byKey.TryGetValue(key, out LinkedListNode<ReasoningRecord>? node) && !IsOver(node.Value, limits, now) ? node.Value.Reasoning : null;

    /// <summary>Everything that is remembered, the oldest first.</summary>
    public IReadOnlyList<ReasoningRecord> Snapshot() => [.. _byAge];

    private static bool IsOver(ReasoningRecord record, ReasoningConfig limits, DateTimeOffset now) => now - record.At >= limits.Ttl;

    private void Trim(ReasoningConfig limits, DateTimeOffset now)
    {
        while (_byAge.First is { } oldest && (Size > limits.MaxBytes || Count > MaxCount || IsOver(oldest.Value, limits, now)))
        {
            Remove(oldest.Value.Key);
        }
    }

    private void Remove(ReasoningKey key)
    {
        if (_byKey.Remove(key, out LinkedListNode<ReasoningRecord>? node))
        {
            _byAge.Remove(node);
            Size -= node.Value.Size;
        }
    }
}
