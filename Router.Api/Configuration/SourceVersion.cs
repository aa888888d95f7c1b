namespace Router.Api.Configuration;

/// <summary>What the configuration's sources hold at one moment, to see whether they changed.</summary>
/// <param name="Hash">A hash of the file; empty without one. It may be shown.</param>
/// <param name="Secrets">A hash of the files that secrets come from. It is never shown.</param>
internal sealed record SourceVersion(string Hash, string Secrets)
{
    public static SourceVersion OfEnvironment { get; } = new("", "");
}
