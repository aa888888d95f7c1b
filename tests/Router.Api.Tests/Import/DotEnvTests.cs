using Router.Api.Import;
using Router.Api.Import.Sources;
using Xunit;

namespace Router.Api.Tests.Import;

public sealed class DotEnvTests
{
    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("export A=b", "b")]
    [InlineData("A = b ", "b")]
    [InlineData("A=b # why", "b")]
    [InlineData("A=b#c", "b#c")]
    [InlineData("A=\"b # c\" # why", "b # c")]
    [InlineData("A='b \"c\"'", "b \"c\"")]
    [InlineData("A=\"b \\\"c\\\"\\n\"", "b \"c\"\n")]
    [InlineData("A='{\n  \"x\": 1\n}'\r", "{\n  \"x\": 1\n}")]
    [InlineData("A=first\nA=second", "second")]
    [InlineData("A=b=c", "b=c")]
    public void Value_IsReadAsAShellDoes(string text, string value)
    {
        VariableSource file = DotEnv.Read(".env", text, []);

        Assert.Equal(value, file.Take("A")?.Value);
        Assert.Empty(file.Rest);
    }

    [Fact]
    public void EmptyVariable_CountsAsNone() => Assert.Null(DotEnv.Read(".env", "A=\n", []).Take("A"));

    [Fact]
    public void LineThatIsNone_IsTold()
    {
        List<ImportNote> notes = [];

        DotEnv.Read(".env", "# comment\n\nset -a\n1A=b", notes);

        Assert.Equal([".env:3", ".env:4"], notes.Select(note => note.Origin));
    }

    [Theory]
    [InlineData("A=\"open\nB=b\nC=c", "open", "b")]
    [InlineData("A='it is # open\nB=b\nC=c\n", "it is", "b")]
    [InlineData("A=\"open\nB=\"b\"\nC=c", "open", "b")]
    [InlineData("A=\"open\r\nB=\"\"\r\nC=c", "open", null)]
    public void QuoteThatIsNotClosed_TakesItsLineAlone_AndIsTold(string text, string first, string? second)
    {
        List<ImportNote> notes = [];

        VariableSource file = DotEnv.Read(".env", text, notes);

        Assert.Equal((first, second, "c"), (file.Take("A")?.Value, file.Take("B")?.Value, file.Take("C")?.Value));
        ImportNote told = Assert.Single(notes);
        Assert.Equal((".env:1 A", ImportNoteKind.Changed), (told.Origin, told.Kind));
        Assert.Contains("quote is not closed", told.Text, StringComparison.Ordinal);
    }
}
