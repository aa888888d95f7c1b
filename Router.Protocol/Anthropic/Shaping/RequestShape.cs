using System.Collections.Frozen;
using Router.Protocol.Images;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>What a Messages request is changed to before it goes to an Anthropic-style provider.</summary>
public sealed record RequestShape
{
    /// <summary>Tools to take out, by their exact names.</summary>
    public IReadOnlySet<string> RemoveTools { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The most output tokens to ask for; null leaves the client's number.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>The effort to ask for: <c>minimal</c> (no thinking), low, medium, high, xhigh or max; null leaves the client's.</summary>
    public string? Effort { get; init; }

    /// <summary>Whether Claude Code's attribution is taken out of <c>system</c>.</summary>
    public bool RemoveAttribution { get; init; }

    /// <summary>Whether cache marks lose their lifetime and scope.</summary>
    public bool ReduceCacheMarks { get; init; }

    /// <summary>Whether Anthropic's own tools are taken out, with what they left in the history, and deferred tools are offered at once.</summary>
    public bool RemoveServerTools { get; init; }

    /// <summary>Members to cut from each tool.</summary>
    public IReadOnlySet<string> RemoveToolMembers { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Members to cut from <c>output_config</c>; without any left it goes.</summary>
    public IReadOnlySet<string> RemoveOutputConfig { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Whether messages lose an <c>output_config</c> of their own.</summary>
    public bool RemoveTurnConfig { get; init; }

    /// <summary>How many images are taken, and how large.</summary>
    public ImageLimits Images { get; init; } = ImageLimits.None;

    /// <summary>What makes images smaller that are too large, and remembers them; null makes them anew each time.</summary>
    public SmallerImages? SmallerImages { get; init; }
}
