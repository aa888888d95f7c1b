namespace Router.Api.Tests.Caching.Properties;

/// <summary>When a client leaves.</summary>
internal enum Leaving
{
    /// <summary>It stays to the end.</summary>
    Never,

    /// <summary>Before the provider answers.</summary>
    BeforeContent,

    /// <summary>Once its answer has begun.</summary>
    WithinContent,
}
