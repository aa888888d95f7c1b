using Router.Protocol.Json;
using Router.Protocol.OpenAI;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Chunks of running text differ in nothing but the text. What stood around the text of the last one is remembered; a chunk with the same bytes
/// around a plain text needs no reading.
/// <code>{"id":"c1",…,"choices":[{"index":0,"delta":{"content":"‸ word‸"},"finish_reason":null}]}</code>
/// </summary>
internal sealed class TextShape
{
    private byte[] _around = [];
    private int _before;
    private int _behind;

    /// <summary>Remembers what stands around the text of a chunk that has no other part.</summary>
    public void Learn(in ChatChunk chunk)
    {
        ReadOnlySpan<byte> data = chunk.Data;
        JsonRange text = chunk.Content;
        (_before, _behind) = (text.Start, data.Length - text.Start - text.Length);
        if (_around.Length < _before + _behind)
        {
            _around = new byte[_before + _behind];
        }

        data[.._before].CopyTo(_around);
        data[^_behind..].CopyTo(_around.AsSpan(_before));
    }

    /// <summary>The plain text of a chunk of that shape.</summary>
    public bool TryMatch(ReadOnlySpan<byte> data, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (_before == 0 || data.Length < _before + _behind
            || !data.StartsWith(_around.AsSpan(0, _before)) || !data.EndsWith(_around.AsSpan(_before, _behind)))
        {
            return false;
        }

        text = data[_before..^_behind];
        return !text.ContainsAny(JsonEscape.Special); // it may end early, or hold escapes: then it has to be read
    }
}
