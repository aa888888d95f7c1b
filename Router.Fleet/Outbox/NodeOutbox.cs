using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Router.Core.Journal;
using Router.Grains.Hosting;

namespace Router.Fleet.Outbox;

/// <summary>What could not be handed to its entity yet, in this node's own journal: a restart sends it. Without a journal it lives as long as the process.</summary>
/// <typeparam name="T">What is sent.</typeparam>
/// <param name="name">Its name in the journal.</param>
internal sealed class NodeOutbox<T>(string name) : IProjection
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, T> _waiting = new(StringComparer.Ordinal);
    private readonly RecordType<T> _put = new($"outbox.{name}", 1, (JsonTypeInfo<T>)WireJson.Options.GetTypeInfo(typeof(T)));
    private readonly RecordType<string> _done = new($"outbox.{name}.done", 1, (JsonTypeInfo<string>)WireJson.Options.GetTypeInfo(typeof(string)));
    private IJournal? _journal;

    public string Name => $"outbox.{name}";

    public int Version => 1;

    public IReadOnlyCollection<RecordType> Types => [_put, _done];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>The journal is open: from now on it keeps what is put.</summary>
    public void Use(IJournal journal) => _journal = journal;

    /// <summary>Takes an item; when this completes the operating system has it.</summary>
    public async ValueTask PutAsync(string id, T item)
    {
        JournalTicket? ticket;
        lock (_lock)
        {
            _waiting[id] = item;
            ticket = _journal?.Append(_put, id, item);
        }

        if (ticket is { } written)
        {
            await written.WrittenAsync();
        }
    }

    /// <summary>What waits.</summary>
    public ImmutableArray<OutboxItem<T>> Waiting(int most)
    {
        lock (_lock)
        {
            return [.. _waiting.Take(most).Select(item => new OutboxItem<T>(item.Key, item.Value))];
        }
    }

    /// <summary>An item has reached its entity.</summary>
    public void Done(string id)
    {
        lock (_lock)
        {
            if (_waiting.Remove(id))
            {
                _journal?.Append(_done, id, "");
            }
        }
    }

    public void Restore(ProjectionSnapshot? snapshot)
    {
        lock (_lock)
        {
            _waiting.Clear();
            foreach (OutboxItem<T> item in snapshot is null ? [] : JsonSerializer.Deserialize<ImmutableArray<OutboxItem<T>>>(snapshot.State.Span, WireJson.Options))
            {
                _waiting[item.Id] = item.Item;
            }
        }
    }

    public void Apply(in JournalRecord record)
    {
        lock (_lock)
        {
            if (record.Is(_done))
            {
                _waiting.Remove(record.Id);
            }
            else
            {
                _waiting[record.Id] = record.Read(_put);
            }
        }
    }

    public long Save(IBufferWriter<byte> output, IJournal journal)
    {
        lock (_lock)
        {
            using var json = new Utf8JsonWriter(output);
            JsonSerializer.Serialize(json, _waiting.Select(item => new OutboxItem<T>(item.Key, item.Value)).ToImmutableArray(), WireJson.Options);
            return journal.Position;
        }
    }
}
