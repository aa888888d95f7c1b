using System.Buffers;
using BenchmarkDotNet.Attributes;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Streams;

namespace Benchmarks;

/// <summary>What one text chunk of a chat-completions stream costs on its way to an Anthropic frame.</summary>
public class StreamTranslation
{
    private const int Chunks = 1000;

    private static readonly AnswerTerms Terms = new()
    {
        Model = "claude-test", EstimatedInput = 100, MaxTokens = 1000, ToolNames = new ToolNames(64), Capabilities = new ChatCapabilities(),
    };

    private readonly byte[] _text =
        """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"word17 "},"finish_reason":null}]}"""u8.ToArray();

    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);

    /// <summary>Text chunks behind the first; the result is the number of bytes written.</summary>
    [Benchmark(OperationsPerInvoke = Chunks)]
    public int TextChunk()
    {
        var translator = new ChatStreamTranslator(Terms, new DegradationNotes());
        _output.ResetWrittenCount();
        for (int chunk = 0; chunk < Chunks; chunk++)
        {
            translator.Take([], _text, _output);
        }

        return _output.WrittenCount;
    }
}
