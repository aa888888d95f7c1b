using System.Buffers;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Streams;

namespace Router.Protocol.Tests.Translation.Streams;

public sealed class StreamAllocationTests
{
    private const int Chunks = 10_000;

    [Theory]
    [InlineData("""{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":" word"},"finish_reason":null}]}""")]
    [InlineData("""{"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"line\nand \"quote\" \u00fc"},"finish_reason":null}],"usage":null}""")]
    [InlineData("""{"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"","reasoning_content":" think"},"finish_reason":null}]}""")]
    [InlineData("""{"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"x"}}],"usage":{"prompt_tokens":9,"completion_tokens":9,"prompt_tokens_details":{"cached_tokens":4}}}""")]
    public void Chunk_AllocatesNothing(string chunk)
    {
        byte[] data = System.Text.Encoding.UTF8.GetBytes(chunk);
        var output = new ArrayBufferWriter<byte>(4096);
        var translator = new ChatStreamTranslator(new TermsFile().ToTerms(), new DegradationNotes());
        for (int warm = 0; warm < 100; warm++)
        {
            Take(translator, data, output);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int count = 0; count < Chunks; count++)
        {
            Take(translator, data, output);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < Chunks, $"{allocated / (double)Chunks} bytes a chunk");
    }

    private static void Take(ChatStreamTranslator translator, byte[] data, ArrayBufferWriter<byte> output)
    {
        output.ResetWrittenCount();
        translator.Take(default, data, output);
        Assert.True(output.WrittenCount > 0);
    }
}
