using Router.Api.Import;
using Xunit;

namespace Router.Api.Tests.Import;

public sealed class LineDiffTests
{
    [Fact]
    public void SameTexts_DifferInNothing() => Assert.Empty(LineDiff.Between("a\nb\n", "a\nb\n"));

    [Fact]
    public void NewFile_IsAllNew() => Assert.Equal(["+a", "+b"], LineDiff.Between("", "a\nb\n"));

    [Fact]
    public void ChangedLine_GoesAndComes_WithThreeLinesAround() => Assert.Equal(
        ["…", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8"], LineDiff.Between("1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\nfive\n6\n7\n8\n9"));
}
