namespace Router.Protocol.Translation.Requests;

/// <summary>Gemini's signatures of its own tool calls and texts, which must come back where they stood.</summary>
internal static class ThoughtSignature
{
    // For calls that Gemini did not make itself; it refuses a step whose first call has none.
    // Source: ai.google.dev/gemini-api/docs/thought-signatures
    private const string Foreign = "skip_thought_signature_validator";

    /// <summary>The signature that a call is sent with; null for none.</summary>
    /// <param name="index">The place of the call in its step.</param>
    /// <param name="carried">The signature that came with it.</param>
    /// <param name="context">The request.</param>
    public static string? Of(int index, string? carried, RequestContext context) =>
        !context.Capabilities.ThoughtSignatures ? null : carried ?? (index == 0 ? Foreign : null);

    public static void Write(string signature, JsonOutput json)
    {
        json.Name("extra_content");
        json.StartObject();
        json.Name("google");
        json.StartObject();
        json.Name("thought_signature");
        json.String(signature);
        json.EndObject();
        json.EndObject();
    }
}
