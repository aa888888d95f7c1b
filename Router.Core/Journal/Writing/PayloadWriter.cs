using System.Buffers;
using System.Text;
using System.Text.Json;
using Router.Core.Journal.Segments;

namespace Router.Core.Journal.Writing;

/// <summary>Where a thread writes a payload before it goes into a batch: kept for the thread's next one.</summary>
internal sealed class PayloadWriter : IDisposable
{
    private const int Kept = 64 << 10;

    [ThreadStatic]
    private static PayloadWriter? t_own;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    private PayloadWriter() => Json = new Utf8JsonWriter(_bytes);

    public Utf8JsonWriter Json { get; }

    public int Length => _bytes.WrittenCount;

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public static PayloadWriter Rent()
    {
        // A payload's converter that appends a record itself finds none and makes another.
        PayloadWriter writer = t_own ?? new PayloadWriter();
        t_own = null;
        return writer;
    }

    /// <exception cref="ArgumentException">Id or payload is too long.</exception>
    public static void Check(RecordType type, string id, int payload)
    {
        if (payload > FrameHead.MaxPayload)
        {
            throw new ArgumentException($"A record of {type.Name} has {payload} bytes, more than {FrameHead.MaxPayload}.", nameof(payload));
        }

        if (Encoding.UTF8.GetByteCount(id) > byte.MaxValue)
        {
            throw new ArgumentException($"The id of a record of {type.Name} is longer than {byte.MaxValue} bytes.", nameof(id));
        }
    }

    public void Return()
    {
        if (_bytes.Capacity > Kept)
        {
            Dispose();
            return;
        }

        _bytes.ResetWrittenCount();
        Json.Reset();
        t_own = this;
    }

    public void Dispose() => Json.Dispose();
}
