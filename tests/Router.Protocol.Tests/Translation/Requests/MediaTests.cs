using System.Text.Json.Nodes;

namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>Images and documents of every kind, alone and beside others, as far as no golden folder holds them.</summary>
public sealed class MediaTests
{
    private const string Image = """{"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"eA=="}}""";
    private const string Pdf = """{"type":"document","title":"T","source":{"type":"base64","media_type":"application/pdf","data":"eA=="}}""";
    private const string Found = """{"type":"search_result","title":"T","source":"S","content":[{"type":"text","text":"W"}]}""";
    private const string ImagePart = """{"type":"image_url","image_url":{"url":"data:image/jpeg;base64,eA=="}}""";

    private static Translation Translate(string blocks, string provider) =>
        Translation.Of($$"""{"max_tokens":100,"messages":[{"role":"user","content":[{{blocks}}]}]}""", provider);

    private static Translation OfResult(string blocks, string provider) => Translation.Of(
        $$"""{"max_tokens":100,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"n","input":{} }]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{{blocks}}]}]}]}""", provider);

    private static string Text(string text) => $$"""{"type":"text","text":{{JsonValue.Create(text).ToJsonString()}}}""";

    private static void Check(JsonNode? actual, params string[] parts) =>
        Assert.Null(JsonDifference.Find(JsonNode.Parse($"[{string.Join(',', parts)}]"), actual));

    [Fact]
    public void Image_KeepsItsType_OrGetsTheUsualOne()
    {
        Check(Translate(Image, "plain").Json["messages"]![0]!["content"], ImagePart);
        Check(
            Translate("""{"type":"image","source":{"type":"base64","data":"eA=="}}""", "plain").Json["messages"]![0]!["content"],
            """{"type":"image_url","image_url":{"url":"data:image/png;base64,eA=="}}""");
    }

    [Theory]
    [InlineData("""{"type":"base64","data":""}""")]
    [InlineData("""{"type":"url"}""")]
    [InlineData("""{"type":"never_seen","data":"eA=="}""")]
    public void ImageWithoutBytes_BecomesWords(string source)
    {
        Translation translation = Translate($$"""{"type":"image","source":{{source}} }""", "plain");

        Assert.Equal("[An image was left out: this model reads text only.]", (string?)translation.Json["messages"]![0]!["content"]);
        Assert.Equal(["images-dropped"], translation.Notes.Codes);
    }

    [Fact]
    public void WordsBesideAnImage_ArePartsOfTheirOwn()
    {
        Check(Translate($"{Found},{Image}", "plain").Json["messages"]![0]!["content"], Text("Search result: T (S)\n\nW"), ImagePart);
        Check(Translate($"{Pdf},{Image}", "plain").Json["messages"]![0]!["content"], Text("Document: T\n\n[The document was left out: this model can't read PDF.]"), ImagePart);
        Check(
            Translate("""{"type":"server_tool_use","id":"s","name":"web_search"},""" + Image, "plain").Json["messages"]![0]!["content"], Text("[web_search {}]"), ImagePart);
    }

    [Fact]
    public void ReminderBesideAnImage_IsAPartOfItsOwn()
    {
        Translation translation = Translation.Of(
            $$"""{"max_tokens":100,"messages":[{"role":"user","content":[{{Image}}]},{"role":"system","content":"Be brief."}]}""", "vllm");

        Check(translation.Json["messages"]![0]!["content"], ImagePart, Text("<system-reminder>\nBe brief.\n</system-reminder>"));
    }

    [Theory]
    [InlineData("""{"type":"base64","media_type":"text/plain","data":"eA=="}""", "[The document was left out: it is of a kind that this model can't read.]")]
    [InlineData("""{"type":"base64","media_type":"application/pdf","data":""}""", "[The document was left out: it is of a kind that this model can't read.]")]
    [InlineData("""{"type":"url","url":"https://a.example/b.pdf"}""", "[The document was left out: it lies at https://a.example/b.pdf.]")]
    public void DocumentThatNobodyCanRead_BecomesWords(string source, string words)
    {
        Translation translation = Translate($$"""{"type":"document","source":{{source}} }""", "openai");

        Assert.Equal("Document:\n\n" + words, (string?)translation.Json["messages"]![0]!["content"]);
        Assert.Equal(["documents-dropped"], translation.Notes.Codes);
    }

    [Theory]
    [InlineData("\"title\":\"T\"", "Document: T")]
    [InlineData("\"context\":\"C\"", "Document:\n\nC")]
    public void TitleOrContextOfAPdf_StandsInFrontOfIt(string head, string words)
    {
        JsonArray parts = Translate($$"""{"type":"document",{{head}},"source":{"type":"base64","data":"eA=="} }""", "openai").Json["messages"]![0]!["content"]!.AsArray();

        Assert.Equal(words, (string?)parts[0]!["text"]);
        Assert.Equal("data:application/pdf;base64,eA==", (string?)parts[1]!["file"]!["file_data"]);
    }

    [Fact]
    public void PdfOfAResult_BecomesWordsWhereFilesAreUnknown()
    {
        Translation translation = OfResult(Pdf, "plain");

        Assert.Equal("Document: T\n\n[The document was left out: this model can't read PDF.]", (string?)translation.Json["messages"]![2]!["content"]);
        Assert.Equal(3, translation.Json["messages"]!.AsArray().Count);
    }

    [Fact]
    public void ImageInADocumentOfAResult_MovesBelow()
    {
        Translation translation = OfResult($$"""{"type":"document","title":"T","source":{"type":"content","content":[{"type":"text","text":"See:"},{{Image}}]} }""", "plain");

        Assert.Equal("Document: T\n\nSee:\n\n[The image is in the next user message.]", (string?)translation.Json["messages"]![2]!["content"]);
        Assert.Null(JsonDifference.Find(JsonNode.Parse(ImagePart), translation.Json["messages"]![3]!["content"]!.AsArray()[^1]));
    }

    [Fact]
    public void DocumentOfTextInAResult_StaysWhereItIs()
    {
        Translation translation = OfResult("""{"type":"document","source":{"type":"text","data":"Words."}}""", "openai");

        Assert.Equal("Document:\n\nWords.", (string?)translation.Json["messages"]![2]!["content"]);
        Assert.Equal(3, translation.Json["messages"]!.AsArray().Count);
    }

    [Fact]
    public void BlockWithoutAType_BecomesWords() =>
        Assert.Equal("[Content of the kind unknown was left out.]", (string?)Translate("{}", "plain").Json["messages"]![0]!["content"]);
}
