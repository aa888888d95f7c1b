using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Router.Api.Demo;

/// <summary>
/// The demo model's part: the same request always gets the same reply. A prompt that asks for an offered tool ("use Bash") gets a call of it,
/// of several when it names several; a tool's result gets a sentence about it; "N words" gets that many.
/// </summary>
internal static partial class DemoScript
{
    /// <summary>The most words that a prompt can ask for: a long answer for load tests.</summary>
    private const int MostWords = 200_000;

    private const int LongestQuote = 200;

    /// <summary>How much of a prompt is looked through, in characters: a pasted file must not run the patterns out of their time.</summary>
    private const int LongestHeard = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private const string Filler =
        "This answer comes from the demo model inside the gateway so that you can watch the client work before any provider has a key ";

    public static DemoReply ReplyTo(DemoRequest request)
    {
        if (!request.ToolResults.IsEmpty)
        {
            string results = string.Join("; ", request.ToolResults.Select(Quote));
            return new DemoReply($"The tool answered: {results}. That worked: prompt, tool call, result and this answer all went through the gateway.", []);
        }

        string prompt = request.Prompt.Length > LongestHeard ? request.Prompt[..LongestHeard] : request.Prompt;
        if (WordCount().Match(prompt) is { Success: true } match && int.TryParse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture, out int count))
        {
            return new DemoReply(Words(Math.Min(count, MostWords)), []);
        }

        ImmutableArray<DemoTool> calls = AsksForTool().IsMatch(prompt) ? [.. request.Tools.Where(tool => Names(prompt, tool.Name))] : [];
        if (!calls.IsEmpty)
        {
            return new DemoReply($"I call {string.Join(", ", calls.Select(call => call.Name))} for you.", calls);
        }

        return new DemoReply(
            $"Hello! I am the demo model of this gateway, and you wrote: {Quote(request.Prompt)}. The way from your client to here works. "
            + "Give the gateway a provider's key (for example ANTHROPIC_UPSTREAM_KEY or OPENAI_API_KEY) and start it again, and a real model answers. "
            + $"Until then I can call a tool that you name{(request.Tools.IsEmpty ? "" : $" (say: use {Favourite(request.Tools).Name})")}, or write \"500 words\".",
            []);
    }

    // "Write a poem" must not call the tool Write: the prompt has to ask for a tool, and to spell its name as the client does.
    private static bool Names(string prompt, string tool) => tool.Length > 0 && Regex.IsMatch(prompt, $@"(?<!\w){Regex.Escape(tool)}(?!\w)", RegexOptions.CultureInvariant, Patience);

    private static DemoTool Favourite(ImmutableArray<DemoTool> tools) => tools.FirstOrDefault(tool => tool.Name == "Bash") ?? tools[0];

    private static string Quote(string text)
    {
        string line = text.ReplaceLineEndings(" ").Trim();
        int length = line.Length <= LongestQuote ? line.Length : char.IsHighSurrogate(line[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote;
        return line.Length == 0 ? "(nothing)" : $"\"{line.AsSpan(0, length)}{(length < line.Length ? "…" : "")}\"";
    }

    private static string Words(int count)
    {
        string[] words = Filler.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = new StringBuilder();
        for (int index = 0; index < count; index++)
        {
            text.Append(index == 0 ? "" : " ").Append(words[index % words.Length]);
        }

        return text.Append('.').ToString();
    }

    [GeneratedRegex(@"\b(use|call|run)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 200)]
    private static partial Regex AsksForTool();

    [GeneratedRegex(@"\b(?<count>\d{1,6}) words\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 200)]
    private static partial Regex WordCount();
}
