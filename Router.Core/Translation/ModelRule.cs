using System.Collections.Immutable;
using Router.Protocol.Translation;

namespace Router.Core.Translation;

/// <summary>What sets some models of a provider apart from the provider's others.</summary>
internal sealed record ModelRule
{
    /// <summary>The presets whose models it is about.</summary>
    public required ImmutableArray<string> Presets { get; init; }

    /// <summary>How the names start, lower case, without an organisation before a slash.</summary>
    public required string Family { get; init; }

    /// <summary>The first version that it is about. A later version, and a name without one, belongs to it too.</summary>
    public decimal From { get; init; }

    /// <summary>A word that must stand behind the version; null for any name.</summary>
    public string? Word { get; init; }

    /// <summary>Changes what the rules before it say.</summary>
    public required Func<ChatCapabilities, ChatCapabilities> Change { get; init; }

    /// <summary>Whether it is about this model.</summary>
    public bool IsAbout(string preset, ModelName model) =>
        Presets.Contains(preset, StringComparer.Ordinal) && model.IsOf(Family, out decimal version, out IReadOnlyCollection<string> words) && version >= From && (Word is null || words.Contains(Word, StringComparer.Ordinal));

    /// <summary><c>gpt-5.4+</c>, <c>gpt-5.2+ codex</c>, <c>mistral-small* latest</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Family}{(From > 0 ? FormattableString.Invariant($"{From}+") : "*")}{(Word is null ? "" : $" {Word}")}");
}
