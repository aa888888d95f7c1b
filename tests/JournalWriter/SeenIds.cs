using System.Buffers;
using System.Text.Json;
using Router.Core.Journal;

namespace JournalWriter;

/// <summary>Every id, in its order.</summary>
public sealed class SeenIds : IProjection
{
    public static readonly RecordType<Seen> Type = new("test.seen", 1, SeenJson.Default.Seen);

    private readonly Lock _lock = new();

    public List<string> Ids { get; private set; } = [];

    public string Name => "seen";

    public int Version => 1;

    public IReadOnlyCollection<RecordType> Types => [Type];

    public JournalTicket Add(IJournal journal, string id, Seen seen)
    {
        lock (_lock)
        {
            Ids.Add(id);
            return journal.Append(Type, id, seen);
        }
    }

    public void Restore(ProjectionSnapshot? snapshot) =>
        Ids = snapshot is null ? [] : JsonSerializer.Deserialize(snapshot.State.Span, SeenJson.Default.ListString)!;

    public void Apply(in JournalRecord record) => Ids.Add(record.Id);

    public long Save(IBufferWriter<byte> output, IJournal journal)
    {
        lock (_lock)
        {
            output.Write(JsonSerializer.SerializeToUtf8Bytes(Ids, SeenJson.Default.ListString));
            return journal.Position;
        }
    }
}
