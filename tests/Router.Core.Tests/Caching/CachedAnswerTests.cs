using System.Text;
using Router.Core.Caching;
using Router.Core.Spend;

namespace Router.Core.Tests.Caching;

public sealed class CachedAnswerTests
{
    private static readonly CachedAnswer Answer = new("glm", "glm-4.7", new TokenCounts(1, 2, 3, 4, 5), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"text\":\"é\"}", 500))));

    [Fact]
    public void Encoded_ReadsAsItWas()
    {
        byte[] bytes = Answer.Encode();
        CachedAnswer read = CachedAnswer.Decode(bytes)!;
        Assert.Equal(Answer with { Message = default }, read with { Message = default });
        Assert.True(read.Message.Span.SequenceEqual(Answer.Message.Span));
        Assert.True(bytes.Length < Answer.Message.Length / 4);
    }

    [Fact]
    public void CutAnywhere_IsNoAnswer()
    {
        byte[] bytes = Answer.Encode();
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Null(CachedAnswer.Decode(bytes.AsMemory(0, length)));
        }
    }

    [Fact]
    public void OtherVersion_IsNoAnswer()
    {
        byte[] bytes = Answer.Encode();
        bytes[0]++;
        Assert.Null(CachedAnswer.Decode(bytes));
    }
}
