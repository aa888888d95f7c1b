namespace Router.Core.Configuration;

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Key">The key, as a path: <c>providers.local.timeouts.connect</c>; empty for the file as a whole.</param>
/// <param name="Text">What is wrong and how to fix it.</param>
public sealed record ConfigProblem(string Key, string Text)
{
    /// <summary>Key and text.</summary>
    public override string ToString() => Key.Length == 0 ? Text : $"{Key}: {Text}";
}
