using System.Collections.Immutable;
using Router.Core.Configuration;
using Router.Core.Translation;
using Router.Protocol.Translation;

namespace Router.Core.Routing;

/// <summary>Whether a target can serve a message. What is not known of it counts as possible: then its provider says.</summary>
public static class TargetFit
{
    /// <summary>
    /// Moves targets that can't serve a message behind those that can; their order among themselves stays. When none can, nothing moves, so that the
    /// first provider says it in its own words. Lower tiers stay behind all others.
    /// </summary>
    /// <param name="targets">The targets in the order of their route.</param>
    /// <param name="needs">What the message asks.</param>
    /// <param name="inputOf">Estimates the input in tokens as a target counts it; asked only where a window is known that may be too small.</param>
    public static FittingOrder Order(ImmutableArray<Target> targets, MessageNeeds needs, Func<Target, long> inputOf)
    {
        (Target Target, TargetLack Lack)[] all = [.. targets.Select(target => (target, Find(target, needs, inputOf)))];
        int firstFit = Array.FindIndex(all, one => one.Lack == TargetLack.None && !one.Target.IsDowngrade);
        if (firstFit < 0)
        {
            return new FittingOrder(targets, []);
        }

        return new FittingOrder(
            [.. all.OrderBy(one => one.Target.IsDowngrade).ThenBy(one => one.Lack != TargetLack.None).Select(one => one.Target)],
            [.. all.Take(firstFit).Select(one => NoteOf(one.Lack)).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Why a target can't serve a message.</summary>
    /// <param name="target">The target.</param>
    /// <param name="needs">What the message asks.</param>
    /// <param name="inputOf">Estimates the input in tokens as a target counts it; asked only where a window is known that may be too small.</param>
    public static TargetLack Find(Target target, MessageNeeds needs, Func<Target, long> inputOf)
    {
        ChatCapabilities can = CapabilitiesOf(target);
        bool native = target.Provider.Style == ProviderStyle.Native;
        return can.ContextWindow is { } window && !needs.CertainlyFits(window) && inputOf(target) > window ? TargetLack.Window
            : needs.Contents.Images && !native && !can.Images ? TargetLack.Images
            : needs.Contents.Documents && !native && !TakesDocuments(target, can) ? TargetLack.Documents
            : needs.Contents.Tools && !native && !can.Tools ? TargetLack.Tools
            : needs.MaxTokens > (target.Terms.MaxOutputTokens ?? can.MaxOutputTokens) ? TargetLack.Output
            : TargetLack.None;
    }

    /// <summary>What a target's model can do: the capability table's word, and the entry's of its window.</summary>
    public static ChatCapabilities CapabilitiesOf(Target target)
    {
        ChatCapabilities found = CapabilityTable.Find(target.Provider.Preset, target.Model, target.Provider.Capabilities);
        return target.Terms.ContextWindow is { } window ? found with { ContextWindow = window } : found;
    }

    /// <summary>The tokens that a target's context holds; null when unknown.</summary>
    public static long? WindowOf(Target target) => CapabilitiesOf(target).ContextWindow;

    // The table is about chat completions. Endpoints of Anthropic's style take documents, unless their model sees nothing at all.
    private static bool TakesDocuments(Target target, ChatCapabilities can) =>
        target.Provider.Style == ProviderStyle.OpenAi ? can.Documents : target.Provider.Capabilities.Documents ?? can.Images;

    private static string NoteOf(TargetLack lack) => lack switch
    {
        TargetLack.Window => "target-skipped-window",
        TargetLack.Images => "target-skipped-images",
        TargetLack.Documents => "target-skipped-documents",
        TargetLack.Tools => "target-skipped-tools",
        TargetLack.Output => "target-skipped-output",
        _ => throw new ArgumentOutOfRangeException(nameof(lack), lack, "A target that lacks nothing is not skipped."),
    };
}
