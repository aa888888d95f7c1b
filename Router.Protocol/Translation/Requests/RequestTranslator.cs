using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Translates an Anthropic Messages request into an OpenAI chat-completions request. Where providers differ, <see cref="ChatCapabilities"/>
/// decides; what can't be said there is noted, never lost silently. Texts and images are copied once, as they stand in the body.
/// </summary>
public static class RequestTranslator
{
    /// <summary>Translates a request.</summary>
    /// <param name="body">A Messages request in UTF-8; it may hold any field, block or value that is not known here.</param>
    /// <param name="terms">Where it goes.</param>
    /// <param name="notes">Gets a code for everything that is dropped or changed.</param>
    /// <param name="output">Gets the provider's request; nothing when there is a problem.</param>
    /// <param name="translated">What the translation of the answer must know.</param>
    /// <param name="problem">Why the request can't be translated: a 400 for the client.</param>
    /// <returns>False when there is a problem.</returns>
    public static bool TryTranslate(
        ReadOnlyMemory<byte> body, RequestTerms terms, DegradationNotes notes, IBufferWriter<byte> output, out TranslatedRequest? translated, out RequestProblem? problem)
    {
        translated = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(EscapedText.Heal(body), new JsonDocumentOptions { MaxDepth = MessageRequestReader.MaxDepth });
            problem = ConversationReader.Read(document.RootElement.Member("messages"u8), terms.Capabilities.SystemInPlace, out Conversation conversation);
            translated = problem is null ? Translate(conversation, new RequestContext(document.RootElement, terms, notes, new JsonOutput(output))) : null;
        }
        catch (JsonException exception)
        {
            problem = new RequestProblem("", $"The request body is not valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).");
        }

        return problem is null;
    }

    private static TranslatedRequest Translate(Conversation conversation, RequestContext context)
    {
        PairingRepair.Pair(conversation.Turns, context.Notes);
        var offer = ToolOffer.Of(conversation, context);
        var reasoning = ReasoningWish.Of(context);
        long limit = OutputLimit.Of(context);
        ImmutableArray<string> stops = SamplingWriter.StopsOf(context.Request);

        context.Json.StartObject();
        context.Field("model", context.Terms.Model);
        MessagesWriter.Write(conversation, context);
        ToolsWriter.Write(offer, context);
        ToolChoiceWriter.Write(offer, reasoning, context);
        WebSearchWriter.WriteFields(offer, context);
        context.Field(context.Capabilities.MaxTokensField, limit);
        SamplingWriter.Write(stops, context);
        ReasoningWriter.Write(reasoning, offer.Functions.Count > 0, limit, context);
        OutputFormat.WriteField(context);
        WriteStream(offer, context);
        if (context.Capabilities.UserField is { } userField && UserHash.Of(context.Request) is { } user)
        {
            context.Field(userField, user);
        }

        foreach ((string name, string value) in context.Terms.ExtraBody)
        {
            context.Json.Name(name);
            context.Json.Raw(Encoding.UTF8.GetBytes(value));
        }

        context.Json.EndObject();
        DroppedFields.Note(context.Request, context.Notes);
        return new TranslatedRequest
        {
            ToolNames = context.ToolNames,
            HasTools = offer.Functions.Count > 0,
            StopSequences = stops,
            MaxTokens = context.Request.Member("max_tokens"u8).Integer ?? 0,
            WebSearch = WebSearchQuery.Of(offer, conversation),
        };
    }

    private static void WriteStream(ToolOffer offer, RequestContext context)
    {
        if (!context.Terms.Stream)
        {
            return;
        }

        context.Field("stream", true);
        if (context.Capabilities.StreamUsage)
        {
            context.RawField("stream_options", """{"include_usage":true}"""u8);
        }

        if (context.Capabilities.ToolStream && offer.Functions.Count > 0)
        {
            context.Field("tool_stream", true);
        }
    }
}
