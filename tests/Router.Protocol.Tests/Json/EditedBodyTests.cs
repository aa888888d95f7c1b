using System.Text;
using Router.Protocol.Json;

namespace Router.Protocol.Tests.Json;

public sealed class EditedBodyTests
{
    private static readonly byte[] Body = "0123456789"u8.ToArray();

    [Fact]
    public void NoEdits_GiveTheBodyItselfInOnePiece()
    {
        var edited = new EditedBody(Body, []);

        ReadOnlyMemory<byte> piece = Assert.Single(edited.Pieces);
        Assert.True(piece.Span == Body.AsSpan(), "the piece is the caller's own memory");
        Assert.Equal(10, edited.Length);
    }

    [Theory]
    [InlineData(0, 1, "", "123456789")]
    [InlineData(9, 1, "", "012345678")]
    [InlineData(3, 4, "", "012789")]
    [InlineData(0, 10, "", "")]
    [InlineData(0, 0, "ab", "ab0123456789")]
    [InlineData(10, 0, "ab", "0123456789ab")]
    [InlineData(4, 2, "abc", "0123abc6789")]
    [InlineData(4, 0, "", "0123456789")]
    public void OneEdit_ReplacesItsRange(int start, int length, string replacement, string expected) =>
        Assert.Equal(expected, Apply(Edit(start, length, replacement)));

    [Fact]
    public void ManyEdits_ApplyInAnyOrder() =>
        Assert.Equal("a12b56c9d", Apply(Edit(10, 0, "d"), Edit(3, 2, "b"), Edit(0, 1, "a"), Edit(7, 2, "c")));

    [Fact]
    public void AdjacentEdits_DoNotOverlap() => Assert.Equal("ab9", Apply(Edit(5, 4, "b"), Edit(0, 5, "a")));

    [Fact]
    public void InsertionAtTheStartOfACut_ComesFirst() => Assert.Equal("01x56789", Apply(Edit(2, 3, ""), Edit(2, 0, "x")));

    [Fact]
    public void InsertionsAtOnePlace_KeepTheirOrder() => Assert.Equal("01xy23456789", Apply(Edit(2, 0, "x"), Edit(2, 0, "y")));

    [Fact]
    public void OverlappingEdits_AreABug() => Assert.Throws<ArgumentException>(() => Apply(Edit(2, 3, ""), Edit(4, 1, "")));

    [Fact]
    public void EditBehindTheEnd_IsABug() => Assert.Throws<ArgumentOutOfRangeException>(() => Apply(Edit(8, 3, "")));

    [Fact]
    public void KeptBytes_AreNotCopied()
    {
        var edited = new EditedBody(Body, [Edit(2, 3, "x")]);

        Assert.Equal(3, edited.Pieces.Count);
        Assert.True(edited.Pieces[0].Span == Body.AsSpan(0, 2));
        Assert.True(edited.Pieces[2].Span == Body.AsSpan(5));
        Assert.Equal(8, edited.Length);
    }

    private static BodyEdit Edit(int start, int length, string replacement) => new(start, length, Encoding.UTF8.GetBytes(replacement));

    private static string Apply(params BodyEdit[] edits) => Encoding.UTF8.GetString(new EditedBody(Body, edits).ToArray());
}
