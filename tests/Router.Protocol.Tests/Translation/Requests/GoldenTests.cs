using System.Text.Json.Nodes;
using Router.Protocol.Translation;

namespace Router.Protocol.Tests.Translation.Requests;

public sealed class GoldenTests
{
    public static TheoryData<string> Cases => [.. Directory.GetDirectories(GoldenCase.Root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Request_BecomesWhatTheFolderSays(string name)
    {
        var golden = new GoldenCase(name);
        var notes = new DegradationNotes();

        JsonNode actual = Translation.Of(golden.Request, golden.Terms, notes).Json;

        Assert.Null(JsonDifference.Find(golden.Expected, actual));
        Assert.Equal(golden.ExpectedNotes, notes.Codes);
    }

    [Fact]
    public void Folders_AreThere() => Assert.True(Cases.Count >= 40, $"Only {Cases.Count} golden folders were copied beside the tests.");
}
