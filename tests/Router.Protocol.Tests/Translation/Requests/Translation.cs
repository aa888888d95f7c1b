using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Anthropic;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>The outcome of a translation that must succeed.</summary>
internal sealed record Translation(JsonNode Json, byte[] Bytes, TranslatedRequest Request, DegradationNotes Notes)
{
    public static Translation Of(byte[] body, RequestTerms terms, DegradationNotes? notes = null)
    {
        notes ??= new DegradationNotes();
        var output = new ArrayBufferWriter<byte>();
        bool done = RequestTranslator.TryTranslate(body, terms, notes, output, out TranslatedRequest? request, out RequestProblem? problem);
        Assert.True(done, problem?.Message);
        byte[] bytes = output.WrittenSpan.ToArray();
        return new Translation(JsonNode.Parse(bytes)!, bytes, request!, notes);
    }

    public static Translation Of(string body, string provider = "plain") =>
        Of(Encoding.UTF8.GetBytes(body), new RequestTerms { Model = "the-model", Capabilities = TestProviders.Find(provider) });

    public static RequestProblem? ProblemOf(string body)
    {
        var output = new ArrayBufferWriter<byte>();
        var terms = new RequestTerms { Model = "the-model", Capabilities = new ChatCapabilities() };
        Assert.False(RequestTranslator.TryTranslate(Encoding.UTF8.GetBytes(body), terms, new DegradationNotes(), output, out TranslatedRequest? request, out RequestProblem? problem));
        Assert.Null(request);
        Assert.Equal(0, output.WrittenCount);
        return problem;
    }
}
