using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Router.Protocol.Anthropic;
using Router.Protocol.Counting;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Requests;

namespace Benchmarks;

/// <summary>What Claude Code's first request costs on its way to chat completions: about 50 kB, twelve tools.</summary>
public class RequestTranslation
{
    private static readonly RequestTerms Terms = new() { Model = "m", Capabilities = new ChatCapabilities(), Stream = true };

    private static readonly int[] Lengths = [5000, 2000, 1500, 1000, 500, 200];

    private readonly byte[] _body = Encoding.UTF8.GetBytes(Body());
    private readonly TokenMemo _memo = new();
    private MessageRequest? _request;
    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);

    /// <summary>Finds the parts.</summary>
    [GlobalSetup]
    public void Read() => MessageRequestReader.TryRead(_body, out _request, out _);

    /// <summary>Reading the head.</summary>
    [Benchmark]
    public bool Head() => MessageRequestReader.TryRead(_body, out _, out _);

    /// <summary>Estimating the input for the first time.</summary>
    [Benchmark]
    public long EstimateNew() => TokenEstimator.Estimate(_body);

    /// <summary>Estimating the input of a conversation that was seen before.</summary>
    [Benchmark]
    public long EstimateKnown() => TokenEstimator.Estimate(_body, _request!.Parts, _memo).Tokens;

    /// <summary>Translating; the result is the number of bytes written.</summary>
    [Benchmark]
    public int Translate()
    {
        _output.ResetWrittenCount();
        RequestTranslator.TryTranslate(_body, Terms, new DegradationNotes(), _output, out _, out _);
        return _output.WrittenCount;
    }

    /// <summary>The request.</summary>
    internal static string Body()
    {
        const string Tool = """{"name": "Tool#", "description": "P2000", "input_schema": {"type": "object", "properties": {"a": {"type": "string", "description": "P200"}, "b": {"type": "integer"}}, "required": ["a"], "additionalProperties": false}}""";
        const string Turn = """
            {"role": "user", "content": [{"type": "text", "text": "P1000"}]},
            {"role": "assistant", "content": [{"type": "text", "text": "ok"}, {"type": "tool_use", "id": "toolu_#", "name": "Tool1", "input": {"a": "P500"}}]},
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_#", "content": "P1500"}]},
            """;
        string tools = string.Join(',', Enumerable.Range(0, 12).Select(index => Tool.Replace("#", $"{index}", StringComparison.Ordinal)));
        string turns = string.Concat(Enumerable.Range(0, 6).Select(index => Turn.Replace("#", $"{index}", StringComparison.Ordinal)));
        string body = $$$"""{"model": "m", "max_tokens": 1000, "stream": true, "messages": [{{{turns}}}{"role": "user", "content": [{"type": "text", "text": "go"}]}], "tools": [{{{tools}}}], "system": [{"type": "text", "text": "P5000", "cache_control": {"type": "ephemeral"}}]}""";
        return Lengths.Aggregate(body, (text, length) => text.Replace($"\"P{length}\"", $"\"{Prose(length)}\"", StringComparison.Ordinal));
    }

    private static string Prose(int length) => string.Concat(Enumerable.Repeat("The quick brown fox jumps over the lazy dog.\\n", (length / 46) + 1))[..(length / 46 * 46)];
}
