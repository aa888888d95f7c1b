using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;

namespace Router.Api.Doctor.Probes;

/// <summary>Whether a tool that was asked for comes back as a call that clients can make.</summary>
internal static class ToolsCheck
{
    /// <summary>Judges what the first request, with a free choice, brought.</summary>
    /// <returns>Null when no call came, and forcing one is worth a try.</returns>
    public static Check? OfFree(ProbeTarget target, ProbeOutcome outcome)
    {
        if (!outcome.IsAnswer)
        {
            return Refused(target, outcome);
        }

        (ProbeAnswer answer, string? problem) = StreamGrammar.Read(outcome.Answer);
        return answer.ToolName is null && problem is null ? null : OfCall(target, answer, problem, "calls a tool that it is asked to call") with { Milliseconds = outcome.Milliseconds };
    }

    /// <summary>Judges what came when the call was forced, after none had come freely.</summary>
    public static Check OfForced(ProbeTarget target, ProbeOutcome free, ProbeOutcome forced)
    {
        if (!forced.IsAnswer)
        {
            return Refused(target, forced);
        }

        (ProbeAnswer answer, string? problem) = StreamGrammar.Read(forced.Answer);
        Check check = answer.ToolName is null && problem is null
            ? NoCall(target, StreamGrammar.Read(free.Answer).Answer)
            : OfCall(target, answer, problem, "calls a tool when forced to, but did not when asked in words");
        return check with { Milliseconds = free.Milliseconds + forced.Milliseconds };
    }

    private static Check OfCall(ProbeTarget target, ProbeAnswer answer, string? problem, string works)
    {
        if (problem is not null)
        {
            return Check.Failed(CheckNames.Tools, $"the events of its tool call break clients: {problem}", OnePiece(target));
        }

        if (answer.ToolName != ProbeBodies.ToolName)
        {
            return Check.Failed(CheckNames.Tools, $"called \"{answer.ToolName}\", which was not on offer", AnotherModel(target));
        }

        return !answer.HasNumber ? Check.Failed(CheckNames.Tools, $"the call's input is not what the tool takes: {Short(answer.ToolInput)}", Schema(target))
            : answer.StopReason != "tool_use" ? Check.Failed(CheckNames.Tools, $"the call came with stop_reason {answer.StopReason}, so clients would not make it", OnePiece(target))
            : Check.Ok(CheckNames.Tools, works);
    }

    private static Check NoCall(ProbeTarget target, ProbeAnswer answer)
    {
        if (answer.StopReason == "max_tokens")
        {
            return Check.Failed(CheckNames.Tools, $"used up {ProbeBodies.ToolTokens} tokens without a call; it may think at length first", "try again with --model and a model that thinks less");
        }

        // A call that leaked into the text shows the tool's name next to a brace or a tag.
        bool leaked = answer.Text.Contains(ProbeBodies.ToolName, StringComparison.Ordinal) && answer.Text.AsSpan().IndexOfAny('{', '<') >= 0;
        return leaked && target.Target.Provider.Style == ProviderStyle.OpenAi
            ? Check.Unsupported(CheckNames.Tools, "writes its tool calls into the text", $"set \"providers.{target.Target.Provider.Name}.capabilities\": {{ \"leakedToolCalls\": true }}, or give the server the model's tool-call parser")
            : Check.Unsupported(CheckNames.Tools, "answers with words instead of calling a tool", AnotherModel(target));
    }

    private static Check Refused(ProbeTarget target, ProbeOutcome outcome)
    {
        string text = FailureWords.Of(outcome, Prober.Patience);
        string? hint = FixHints.For(target.Target, outcome.Failure);
        Check check = outcome.Wire.Status is 400 or 404 or 422 or 501 ? Check.Unsupported(CheckNames.Tools, text, hint ?? AnotherModel(target)) : Check.Failed(CheckNames.Tools, text, hint);
        return check with { Milliseconds = outcome.Milliseconds };
    }

    private static string AnotherModel(ProbeTarget target) => $"choose a model that calls tools in the place of {target.Target.Model}; Claude Code needs them";

    private static string OnePiece(ProbeTarget target) => $"try \"providers.{target.Target.Provider.Name}.stream\": false";

    private static string? Schema(ProbeTarget target) => target.Target.Provider.Style == ProviderStyle.OpenAi
        ? $"try \"providers.{target.Target.Provider.Name}.capabilities\": {{ \"schema\": \"strict\" }}, or another model"
        : AnotherModel(target);

    private static string Short(string text) => text.Length > 80 ? $"{text[..80]}…" : text;
}
