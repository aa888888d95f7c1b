using System.Globalization;
using System.Text.RegularExpressions;

namespace Router.Protocol.Errors;

/// <summary>
/// Recognises "the prompt does not fit" in the words of real providers and says it in the words on which Claude Code compacts
/// (<c>prompt is too long: N tokens &gt; M maximum</c>) or asks again for less output
/// (<c>input length and `max_tokens` exceed context limit: A + B &gt; C</c>).
/// </summary>
public static partial class ContextOverflow
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int Patience = 200; // milliseconds; the patterns are linear, this is the last fence

    /// <summary>The sentence for the client; null when the error is not about length.</summary>
    /// <param name="error">The provider's error.</param>
    public static string? Translate(ProviderError error)
    {
        string text = error.Message;
        if (text.Contains("prompt is too long", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        foreach (Regex pattern in Numbered)
        {
            Match match = pattern.Match(text);
            if (match.Success && Number(match, "limit") > 0)
            {
                return Say(match);
            }
        }

        return string.Equals(error.Code, "1261", StringComparison.Ordinal)
            || string.Equals(error.Code, "context_length_exceeded", StringComparison.Ordinal)
            || string.Equals(error.Type, "exceed_context_size_error", StringComparison.Ordinal)
            || Unnumbered().IsMatch(text)
            ? "prompt is too long (capability_rejected: prompt_too_long)"
            : null;
    }

    /// <summary>Whether an error says that prompt, or prompt and output together, exceed the window: in any provider's words, or in Anthropic's own.</summary>
    /// <param name="error">The provider's error.</param>
    /// <param name="least">The tokens that a window must hold at least to be of help; null when the error has no numbers.</param>
    public static bool Matches(ProviderError error, out long? least)
    {
        string? text = error.Message.Contains("exceed context limit", StringComparison.OrdinalIgnoreCase) ? error.Message : Translate(error);
        least = text is not null && Told().Match(text) is { Success: true } told ? Math.Max(Number(told, "prompt"), Number(told, "limit") + 1) : null;
        return text is not null;
    }

    private static string Say(Match match)
    {
        long limit = Number(match, "limit");
        long prompt = Number(match, "prompt");
        long output = Number(match, "output");
        if (output > 0 && prompt < limit)
        {
            return string.Create(CultureInfo.InvariantCulture, $"input length and `max_tokens` exceed context limit: {prompt} + {output} > {limit}");
        }

        // Some providers name only the limit. One more than it is the smallest honest number, and the client's parser needs one.
        return string.Create(CultureInfo.InvariantCulture, $"prompt is too long: {(prompt > limit ? prompt : limit + 1)} tokens > {limit} maximum");
    }

    private static long Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found && long.TryParse(found.ValueSpan, CultureInfo.InvariantCulture, out long value) ? value : 0;

    private static readonly Regex[] Numbered =
    [
        RequestedInMessages(), RequestedAbout(), VllmOutput(), ResultedIn(), DecoderPrompt(), InputPrompt(), LlamaCpp(), Mistral(), Gemini(), Xai(), Tgi(), Kimi(), Qwen(),
    ];

    // DeepSeek: "maximum context length is L tokens. However, you requested N tokens (A in the messages, B in the completion)"
    [GeneratedRegex(@"maximum context length is (?<limit>\d+) tokens\. However, you requested \d+ tokens \((?<prompt>\d+) in the messages, (?<output>\d+) in the completion\)", Options, Patience)]
    private static partial Regex RequestedInMessages();

    // OpenRouter: "maximum context length is L tokens. However, you requested about N tokens (A of text input, B in the output)"
    [GeneratedRegex(@"maximum context length is (?<limit>\d+) tokens\. However, you requested about \d+ tokens \((?<prompt>\d+) of text input,.{0,80}?(?<output>\d+) in the output\)", Options, Patience)]
    private static partial Regex RequestedAbout();

    // vLLM: "'max_tokens' or 'max_completion_tokens' is too large: B. This model's maximum context length is L tokens and your request has A input tokens"
    [GeneratedRegex(@"is too large: (?<output>\d+)\. This model's maximum context length is (?<limit>\d+) tokens and your request has (?<prompt>\d+) input tokens", Options, Patience)]
    private static partial Regex VllmOutput();

    // OpenAI, Azure, Groq: "maximum context length is L tokens. However, your messages resulted in N tokens"
    [GeneratedRegex(@"maximum context length is (?<limit>\d+) tokens\. However, your messages resulted in (?<prompt>\d+) tokens", Options, Patience)]
    private static partial Regex ResultedIn();

    // vLLM: "The decoder prompt (length N) is longer than the maximum model length of L"
    [GeneratedRegex(@"prompt \(length (?<prompt>\d+)\) is longer than the maximum model length of (?<limit>\d+)", Options, Patience)]
    private static partial Regex DecoderPrompt();

    // vLLM before: "Input prompt (N tokens) is too long and exceeds limit of L"
    [GeneratedRegex(@"Input prompt \((?<prompt>\d+) tokens\) is too long and exceeds limit of (?<limit>\d+)", Options, Patience)]
    private static partial Regex InputPrompt();

    // llama.cpp: "request (N tokens) exceeds the available context size (L tokens)"
    [GeneratedRegex(@"request \((?<prompt>\d+) tokens\) exceeds the available context size \((?<limit>\d+) tokens\)", Options, Patience)]
    private static partial Regex LlamaCpp();

    // Mistral: "Prompt contains N tokens ... too large for model with L maximum context length"
    [GeneratedRegex(@"Prompt contains (?<prompt>\d+) tokens.{0,120}?too large for model with (?<limit>\d+) maximum context length", Options, Patience)]
    private static partial Regex Mistral();

    // Gemini: "The input token count (N) exceeds the maximum number of tokens allowed (L)."
    [GeneratedRegex(@"input token count \((?<prompt>\d+)\) exceeds the maximum number of tokens allowed \((?<limit>\d+)\)", Options, Patience)]
    private static partial Regex Gemini();

    // xAI: "maximum prompt length is L but the request contains N tokens."
    [GeneratedRegex(@"maximum prompt length is (?<limit>\d+) but the request contains (?<prompt>\d+) tokens", Options, Patience)]
    private static partial Regex Xai();

    // TGI, with and without code marks: "inputs must have less than L tokens. Given: N"
    [GeneratedRegex(@"inputs`? must have less than (?<limit>\d+) tokens\. Given: (?<prompt>\d+)", Options, Patience)]
    private static partial Regex Tgi();

    // Kimi: "Your request exceeded model token limit: L"
    [GeneratedRegex(@"exceeded model token limit: (?<limit>\d+)", Options, Patience)]
    private static partial Regex Kimi();

    // Qwen: "Range of input length should be [1, L]"
    [GeneratedRegex(@"Range of input length should be \[1, ?(?<limit>\d+)\]", Options, Patience)]
    private static partial Regex Qwen();

    // Anthropic's own sentences: "210000 tokens > 200000 maximum", "190000 + 32000 > 200000"
    [GeneratedRegex(@"(?<prompt>\d+)( tokens| \+ \d+) > (?<limit>\d+)", Options, Patience)]
    private static partial Regex Told();

    // OpenAI: "Your input exceeds the context window of this model", GLM: "Prompt exceeds max length", LM Studio: "... greater than the context length",
    // Bedrock: "Input is too long for requested model", llama.cpp: "the request exceeds the available context size"
    [GeneratedRegex(@"exceeds the context window|exceeded model token limit|Prompt exceeds max length|greater than the context length|Input is too long for requested model|exceeds the available context size", Options, Patience)]
    private static partial Regex Unnumbered();
}
