namespace Router.Core.Configuration;

/// <summary>The dialect that a provider speaks.</summary>
public enum ProviderStyle
{
    /// <summary>Anthropic's own API: identical bytes in both directions.</summary>
    Native,

    /// <summary>Another provider with an Anthropic-style endpoint: pass-through with a few removals (<c>"anthropic"</c> in router.json).</summary>
    Compatible,

    /// <summary>Chat completions: translated.</summary>
    OpenAi,
}
