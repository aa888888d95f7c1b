using System.Globalization;
using System.Text;
using Router.Protocol.Anthropic;
using Router.Protocol.Errors;
using Router.Protocol.OpenAI;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Finds the servers that say nothing when the prompt fills their context: the answer is empty and stopped by <c>length</c>, though far more
/// output was asked for. Told as what it is, Claude Code compacts the conversation instead of asking in circles.
/// </summary>
internal static class SilentOverflow
{
    private const long SmallestRequest = 1024; // below this, no output at all is what was asked for
    private const long FewTokens = 16;

    /// <summary>The failure that it stands for; null when the answer is none of this kind.</summary>
    public static AnswerFailure? Find(AnswerTerms terms, StopCause cause, bool hasContent, MessageUsage usage)
    {
        long input = usage.Input + usage.CacheRead + usage.CacheWrite;
        long asked = Math.Min(terms.MaxTokens, terms.Capabilities.MaxOutputTokens ?? long.MaxValue);
        bool isEmpty = cause == StopCause.Length && !hasContent && asked >= SmallestRequest && usage.Output <= Math.Max(FewTokens, asked / 100);
        if (!isEmpty || input == 0 || terms.Capabilities.ContextWindow is { } known && input < known / 2)
        {
            return null;
        }

        string message = terms.Capabilities.ContextWindow is { } window
            ? string.Create(CultureInfo.InvariantCulture, $"prompt is too long: {Math.Max(input, window + 1)} tokens > {window} maximum")
            : "prompt is too long (capability_rejected: prompt_too_long)";
        byte[] body = Encoding.UTF8.GetBytes($$$"""{"error":{"message":"{{{message}}}","code":"context_length_exceeded"}}""");
        return new AnswerFailure(AnswerFailureKind.Error, 400, ProviderErrorReader.Read(body), body);
    }
}
