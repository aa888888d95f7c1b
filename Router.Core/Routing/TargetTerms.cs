using System.Collections.Frozen;
using System.Collections.Immutable;
using Router.Core.Configuration;

namespace Router.Core.Routing;

/// <summary>What the entries of <c>models</c> that lead to a target say about messages that go there.</summary>
public sealed record TargetTerms
{
    /// <summary>Nothing is said.</summary>
    public static TargetTerms None { get; } = new();

    /// <summary>The effort to ask for; null leaves the client's.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>The longest output in tokens; null when nothing is said.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>The context window in tokens; null when nothing is said.</summary>
    public long? ContextWindow { get; init; }

    /// <summary>Tools taken out of requests, by their exact names.</summary>
    public FrozenSet<string> RemoveTools { get; init; } = [];

    /// <summary>Top-level body fields: name and raw JSON. They go over the provider's.</summary>
    public ImmutableDictionary<string, string> ExtraBody { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Headers. They go over the provider's.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The price; null when nothing is said.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>Whether the body that goes out differs by more than the model and what its provider wants.</summary>
    public bool ShapesBody => ReasoningEffort is not null || MaxOutputTokens is not null || RemoveTools.Count > 0;

    /// <summary>What one entry says.</summary>
    public static TargetTerms Of(ModelConfig entry)
    {
        if (entry is { ReasoningEffort: null, MaxOutputTokens: null, ContextWindow: null, RemoveTools.IsEmpty: true, ExtraBody.IsEmpty: true, Headers.IsEmpty: true, Price: null })
        {
            return None;
        }

        return new TargetTerms
        {
            ReasoningEffort = entry.ReasoningEffort,
            MaxOutputTokens = entry.MaxOutputTokens,
            ContextWindow = entry.ContextWindow,
            RemoveTools = entry.RemoveTools.IsEmpty ? [] : entry.RemoveTools.ToFrozenSet(StringComparer.Ordinal),
            ExtraBody = entry.ExtraBody,
            Headers = entry.Headers,
            Price = entry.Price,
        };
    }

    /// <summary>
    /// What two entries say of which the first leads to the second. Wishes are the first one's, since that was asked for; facts of the model are the
    /// second one's, which stands nearer to it; limits and removals of both hold.
    /// </summary>
    public TargetTerms Over(TargetTerms inner)
    {
        if (ReferenceEquals(this, None) || ReferenceEquals(inner, None))
        {
            return ReferenceEquals(this, None) ? inner : this;
        }

        return new TargetTerms
        {
            ReasoningEffort = ReasoningEffort ?? inner.ReasoningEffort,
            MaxOutputTokens = MaxOutputTokens < inner.MaxOutputTokens ? MaxOutputTokens : inner.MaxOutputTokens ?? MaxOutputTokens,
            ContextWindow = inner.ContextWindow ?? ContextWindow,
            RemoveTools = inner.RemoveTools.Count == 0 ? RemoveTools : RemoveTools.Union(inner.RemoveTools, StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal),
            ExtraBody = inner.ExtraBody.SetItems(ExtraBody),
            Headers = inner.Headers.RemoveRange(inner.Headers.Keys.Where(name => Headers.Keys.Contains(name, StringComparer.OrdinalIgnoreCase))).SetItems(Headers),
            Price = inner.Price ?? Price,
        };
    }
}
