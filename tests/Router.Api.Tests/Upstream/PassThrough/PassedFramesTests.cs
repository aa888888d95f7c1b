using System.Text;
using FakeUpstream;
using Router.Api.Upstream;
using Router.Api.Upstream.PassThrough;
using Xunit;

namespace Router.Api.Tests.Upstream.PassThrough;

public sealed class PassedFramesTests
{
    private static void Put(PassedFrames frames, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Span<byte> room = frames.Room().Span;
            int count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            frames.Take(count);
            bytes = bytes[count..];
        }
    }

    [Fact]
    public void Chunk_OfDeltas_AllocatesNothing()
    {
        byte[] deltas = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Samples.TextDelta(0, "word "), 20)));
        using var frames = new PassedFrames("\"m\""u8.ToArray());
        Put(frames, Encoding.UTF8.GetBytes(Samples.Start() + Samples.TextBlockStart(0)));
        Put(frames, deltas);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Put(frames, deltas);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void EveryCut_OfAStream_GivesTheSameFacts()
    {
        byte[] stream = Encoding.UTF8.GetBytes(Samples.Stream("Grüße 世界"));
        for (int cut = 0; cut <= stream.Length; cut++)
        {
            using var frames = new PassedFrames("\"m\""u8.ToArray());
            Put(frames, stream.AsSpan(0, cut));
            Put(frames, stream.AsSpan(cut));

            Assert.True(frames is { HasContent: true, HasDelta: true, HasEnded: true, HasError: false }, $"cut at {cut}");
            Assert.Equal(15, frames.Usage.Output);
            Assert.Equal(25, frames.Usage.Input);
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(": comment\n\n", false)]
    [InlineData("event: ping\ndata: {}\n\n", false)]
    [InlineData("event: content_block_start\ndata: {}\n\n", false)]
    [InlineData("event: content_block_stop\ndata: {}\n\n", true)]
    [InlineData("event: brand_new\ndata: {}\n\n", true)]
    [InlineData("event: message_stop\ndata: {}\n\n", true)]
    [InlineData("data: {\"type\":\"content_block_delta\"}\n\n", true)]
    public void Content_IsTheAnswerItself_NotItsFrame(string frame, bool content)
    {
        using var frames = new PassedFrames(null);
        Put(frames, Encoding.UTF8.GetBytes(Samples.Start() + frame));

        Assert.Equal(content, frames.HasContent);
    }

    [Fact]
    public void EndlessFrame_IsRefused()
    {
        using var frames = new PassedFrames(null);
        byte[] piece = new byte[1 << 20];
        Array.Fill(piece, (byte)'x');

        Assert.Throws<InvalidDataException>(() =>
        {
            for (int count = 0; count < 40; count++)
            {
                Put(frames, piece);
            }
        });
    }
}
