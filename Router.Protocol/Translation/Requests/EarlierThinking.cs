using System.Text;
using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>What an assistant's turn thought: texts that other models can read, and state that only its own provider can.</summary>
internal sealed class EarlierThinking
{
    private readonly List<JsonElement> _texts = [];
    private readonly List<byte[]> _details = [];
    private bool _foreign;

    /// <summary>Thought signatures by the index of the call that they stood in front of.</summary>
    public Dictionary<int, string> CallSignatures { get; } = [];

    /// <summary>The thought signature of the turn's text; null for none.</summary>
    public string? TextSignature { get; private set; }

    /// <summary>Collects the thinking of a turn.</summary>
    public static EarlierThinking Of(Turn turn)
    {
        var thinking = new EarlierThinking();
        string? signature = null;
        int call = 0;
        foreach (Block block in turn.Blocks)
        {
            switch (block.Kind)
            {
                case BlockKind.Thinking:
                    signature = thinking.Add(block.Element.Member("thinking"u8), block.Element.Member("signature"u8).Text) ?? signature;
                    break;
                case BlockKind.RedactedThinking:
                    signature = thinking.Add(default, block.Element.Member("data"u8).Text) ?? signature;
                    break;
                case BlockKind.ToolUse:
                    thinking.Sign(call++, signature);
                    signature = null;
                    break;
                case BlockKind.Text:
                    thinking.TextSignature = signature ?? thinking.TextSignature;
                    signature = null;
                    break;
            }
        }

        return thinking;
    }

    /// <summary>Fills from memory what the provider wants back and the client has lost.</summary>
    public void Recall(List<ToolCall> calls, RequestContext context)
    {
        if (context is not { Terms.Memory: { } memory, Capabilities.WantsReasoningBack: true })
        {
            return;
        }

        (bool lacksTexts, bool lacksDetails) = (_texts.Count == 0, _details.Count == 0);
        for (int index = 0; index < calls.Count; index++)
        {
            if (calls[index].Use.Member("id"u8).Text is not { } id || memory.Find(id) is not { } reasoning)
            {
                continue;
            }

            if (lacksTexts && !string.IsNullOrWhiteSpace(reasoning.Thinking))
            {
                _texts.Add(JsonTexts.Of(reasoning.Thinking));
            }

            if (lacksDetails && reasoning.Details is { } details)
            {
                _details.Add(Encoding.UTF8.GetBytes(details));
            }

            if (reasoning.Signature is { } signature)
            {
                CallSignatures.TryAdd(index, signature);
            }
        }
    }

    /// <summary>Writes the field in which the provider takes it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="required">Whether the provider may insist on the field.</param>
    public void WriteReasoning(RequestContext context, bool required)
    {
        required &= context.Capabilities.ReasoningRequired;
        switch (context.Capabilities.ReasoningField)
        {
            case ReasoningField.ReasoningContent when required || _texts.Count > 0:
                context.Json.Name("reasoning_content");
                WriteTexts(context.Json);
                break;
            case ReasoningField.Reasoning when required || _texts.Count > 0:
                context.Json.Name("reasoning");
                WriteTexts(context.Json);
                break;
            case ReasoningField.ReasoningDetails when required || _details.Count > 0:
                context.Json.Name("reasoning_details");
                WriteDetails(context.Json);
                break;
        }

        if (_foreign && context.Capabilities.ReasoningField is ReasoningField.None or ReasoningField.ReasoningDetails)
        {
            context.Notes.Add("thinking-dropped");
        }
    }

    // Returns the thought signature, if that is what it carries.
    private string? Add(JsonElement text, string? state)
    {
        if (!text.IsBlank)
        {
            _texts.Add(text);
            _foreign |= !ReasoningCarrier.IsOurs(state);
        }

        if (!ReasoningCarrier.TryRead(state, out CarriedKind kind, out byte[] payload))
        {
            return null;
        }

        if (kind == CarriedKind.Details)
        {
            _details.Add(payload);
        }

        return kind == CarriedKind.Signature ? Encoding.UTF8.GetString(payload) : null;
    }

    private void Sign(int call, string? signature)
    {
        if (signature is not null)
        {
            CallSignatures[call] = signature;
        }
    }

    private void WriteTexts(JsonOutput json)
    {
        json.StartText();
        for (int index = 0; index < _texts.Count; index++)
        {
            json.Escaped(index == 0 ? default : @"\n\n"u8);
            json.Escaped(_texts[index].Escaped);
        }

        json.EndText();
    }

    private void WriteDetails(JsonOutput json)
    {
        json.StartArray();
        foreach (byte[] details in _details)
        {
            using JsonDocument? document = ParseOrNull(details);
            foreach (JsonElement item in document?.RootElement.Items ?? default)
            {
                json.Raw(item.Raw);
            }
        }

        json.EndArray();
    }

    // The client can send anything in the place of our carrier.
    private static JsonDocument? ParseOrNull(byte[] details)
    {
        try
        {
            return JsonDocument.Parse(EscapedText.Heal(details));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
