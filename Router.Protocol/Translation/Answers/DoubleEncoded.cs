using System.Buffers;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Unwraps arguments that were encoded twice, so that the inside of a JSON text is the object.
/// <code>"{\"command\":\"ls\"}"</code>
/// </summary>
/// <param name="inner">Takes the object.</param>
internal sealed class DoubleEncoded(ToolInput inner)
{
    private readonly TextDecoder _decoder = new();
    private byte[] _half = [];
    private bool _hasEnded;

    public bool IsComplete => inner.IsComplete;

    public bool IsClosed => inner.IsClosed;

    /// <summary>Takes what stands behind the opening quote, in any pieces.</summary>
    public void Take(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        if (_hasEnded)
        {
            return;
        }

        byte[] bytes = [.. _half, .. piece];
        int end = 0;
        while (end < bytes.Length && bytes[end] != (byte)'"')
        {
            int length = bytes[end] != (byte)'\\' ? 1 : end + 1 == bytes.Length ? 2 : bytes[end + 1] == (byte)'u' ? 6 : 2;
            if (end + length > bytes.Length)
            {
                break; // half an escape waits for the rest
            }

            end += length;
        }

        _hasEnded = end < bytes.Length && bytes[end] == (byte)'"';
        _half = bytes[end..];
        inner.Take(_decoder.Decode(bytes.AsSpan(0, end), isEscaped: true), output);
    }

    public void End(IBufferWriter<byte> output)
    {
        inner.Take(_decoder.Finish(), output);
        inner.End(output);
    }
}
