using System.Collections.Frozen;

namespace Router.Dashboard.Texts;

/// <summary>Codes of what translation dropped or changed, in words.</summary>
public static class NoteWords
{
    private static readonly FrozenDictionary<string, string> Sentences = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["answer-media-dropped"] = "The answer held a picture or sound that the client's dialect can't carry.",
        ["answer-part-dropped"] = "A part of the answer has no counterpart in the client's dialect.",
        ["container-dropped"] = "The code container was left out: the provider has none.",
        ["context-management-dropped"] = "Context management was left out: the provider has none.",
        ["documents-dropped"] = "Documents were replaced by a line of text: the model reads none.",
        ["duplicate-tool-dropped"] = "A tool that was listed twice was sent once.",
        ["effort-lowered-for-tools"] = "The effort was lowered: the provider takes no higher one with tools.",
        ["error-after-finish"] = "The provider sent an error behind its answer; the answer stands.",
        ["extra-choices-dropped"] = "The provider sent several answers; the first one counts.",
        ["finish-reason-missing"] = "The provider did not say why it stopped.",
        ["finish-reason-unknown"] = "The provider stopped for a reason that is not known.",
        ["images-dropped"] = "Pictures were replaced by a line of text: the model sees none.",
        ["old-images-dropped"] = "Older pictures were left out: the provider takes only so many.",
        ["max-tokens-lowered"] = "The limit of the answer was lowered to what the model can.",
        ["max-tokens-raised"] = "The limit of the answer was raised to the provider's least.",
        ["output-format-as-instruction"] = "The wanted format went along as an instruction in words.",
        ["parallel-tools-not-disabled"] = "The provider can't be told to call one tool at a time.",
        ["refused-budget"] = "A budget is used up, so the gateway refused it and asked nobody.",
        ["refused-concurrency"] = "As many requests as may run at the same time were under way, so the gateway refused it and asked nobody.",
        ["refused-requests"] = "The requests of this minute are used up, so the gateway refused it and asked nobody.",
        ["refused-reserved"] = "What is left of a budget is reserved for requests under way, so the gateway refused it and asked nobody.",
        ["refused-tokens"] = "The tokens of this minute are used up, so the gateway refused it and asked nobody.",
        ["refused-unavailable"] = "The gateway could not write down what is spent, so it refused it and asked nobody.",
        ["schema-simplified"] = "A tool's schema was simplified for the provider.",
        ["soft-budget-reached"] = "A soft budget has reached the percentage that warns.",
        ["stop-sequences-dropped"] = "Stop sequences were left out: the provider takes none, or fewer.",
        ["strict-tools-dropped"] = "Strict schemas were left out: the provider has none.",
        ["task-budget-dropped"] = "The task's budget was left out: the provider has none.",
        ["think-tag-unopened"] = "The model closed its thinking without opening it.",
        ["thinking-disabled-without-stream"] = "Thinking was turned off: the provider does it in streams only.",
        ["thinking-dropped"] = "Earlier thinking was left out: another model can't read it.",
        ["thinking-not-disabled"] = "The model thinks although it was told not to.",
        ["thought-signature-late"] = "The provider signed a thought after its tool call.",
        ["tool-call-recovered"] = "A tool call that the model wrote as text was recovered.",
        ["tool-call-without-name"] = "The model called a tool without saying which.",
        ["tool-choice-dropped"] = "The choice of a tool was left out: the provider takes none.",
        ["tool-choice-weakened"] = "The choice of a tool was weakened to what the provider takes.",
        ["tool-id-mapped"] = "A tool call's id was replaced by one that the provider takes.",
        ["tool-input-cut"] = "A tool call's input was cut off.",
        ["tool-input-unreadable"] = "A tool call's input was not valid JSON.",
        ["tool-results-repaired"] = "Tool results without calls, or calls without results, were put in order.",
        ["tools-dropped"] = "Tools were left out: the model calls none.",
        ["unknown-block"] = "A block of an unknown kind was left out.",
        ["unknown-field-dropped"] = "A field that the provider does not take was left out.",
        ["usage-estimated"] = "The provider told no usage; it was estimated.",
        ["web-search-domains-dropped"] = "The limits of the web search to domains were left out.",
        ["web-search-dropped"] = "The web search was left out: the provider has none.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The sentence; a code that is not known here is told as it is.</summary>
    public static string Of(string code) => Sentences.GetValueOrDefault(code) ?? Plain(code);

    /// <summary>Whether a code says why the gateway refused the message before anybody was asked.</summary>
    public static bool IsRefusal(string code) => code.StartsWith("refused-", StringComparison.Ordinal);

    // "top-k-dropped": the code is words already.
    private static string Plain(string code)
    {
        string text = code.Replace('-', ' ');
        return text.Length == 0 ? "" : $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
    }
}
