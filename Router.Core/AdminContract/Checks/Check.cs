namespace Router.Core.AdminContract.Checks;

/// <summary>One thing that was looked at, and how it came out.</summary>
/// <param name="Name">What was looked at: a short word, or for configuration the key.</param>
/// <param name="Status">How it came out.</param>
/// <param name="Text">What was found, in one sentence. Never a secret.</param>
public sealed record Check(string Name, CheckStatus Status, string Text)
{
    /// <summary>What to change; null where nothing needs to.</summary>
    public string? Hint { get; init; }

    /// <summary>How long it took, in milliseconds; null where that means nothing.</summary>
    public long? Milliseconds { get; init; }

    /// <summary>Which of the provider's credentials it is about, from 1; null for none in particular.</summary>
    public int? Credential { get; init; }

    /// <summary>It works.</summary>
    public static Check Ok(string name, string text) => new(name, CheckStatus.Ok, text);

    /// <summary>It does not work.</summary>
    public static Check Failed(string name, string text, string? hint = null) => new(name, CheckStatus.Failed, text) { Hint = hint };

    /// <summary>The provider can't do it.</summary>
    public static Check Unsupported(string name, string text, string? hint = null) => new(name, CheckStatus.Unsupported, text) { Hint = hint };

    /// <summary>It was not tried.</summary>
    public static Check Skipped(string name, string text) => new(name, CheckStatus.Skipped, text);

    /// <summary>It works, but perhaps not as meant.</summary>
    public static Check Warning(string name, string text, string? hint = null) => new(name, CheckStatus.Warning, text) { Hint = hint };
}
