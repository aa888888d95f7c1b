using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Router.Protocol.Anthropic;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Answers;

namespace Router.Protocol.Tests.Translation.Streams;

/// <summary>A stream that a client puts together equals the answer in one piece.</summary>
public sealed class StreamEqualsWholeProperties
{
    [Fact]
    public void Stream_AggregatesToTheWholeAnswer() =>
        Prop.ForAll(StreamOfWhole.Any.ToArbitrary(), one =>
        {
            AnswerTerms terms = new TermsFile { EstimatedInput = 33, MaxTokens = 100 }.ToTerms();
            var output = new ArrayBufferWriter<byte>();
            AnswerFailure? failure = ChatAnswerTranslator.Translate(Encoding.UTF8.GetBytes(one.Whole), terms, new DegradationNotes(), output, out MessageUsage usage);
            TranslatedStream streamed = TranslatedStream.Of(one.Stream, terms);
            Assert.Null(failure);
            Assert.Null(streamed.Failure);
            Assert.Equal(usage, streamed.Usage);
            JsonObject whole = Comparable(JsonNode.Parse(output.WrittenSpan)!.AsObject());
            JsonObject aggregated = Comparable(StreamGrammarChecker.Complete(streamed.Output));
            Assert.Equal(whole.ToJsonString(), aggregated.ToJsonString());
        }).Check(PropertyRuns.Of(2000));

    /// <summary>Without the random ids, members in one order.</summary>
    private static JsonObject Comparable(JsonObject message)
    {
        message["id"] = "";
        foreach (JsonNode? block in message["content"]!.AsArray())
        {
            if (((string?)block!["id"])?.StartsWith("toolu_", StringComparison.Ordinal) == true)
            {
                block["id"] = "";
            }
        }

        return Ordered(message);
    }

    private static JsonObject Ordered(JsonObject value) =>
        new(value.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value))));

    private static JsonNode? Ordered(JsonNode? value) => value switch
    {
        JsonObject inner => Ordered(inner),
        JsonArray list => new JsonArray([.. list.Select(Ordered)]),
        _ => value?.DeepClone(),
    };
}
