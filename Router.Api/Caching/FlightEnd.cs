using Router.Api.Upstream.Failures;
using Router.Core.Routing;
using Router.Core.Spend;

namespace Router.Api.Caching;

/// <summary>How a shared answer ended.</summary>
internal sealed record FlightEnd
{
    /// <summary>The whole message in JSON; null where there is none: it failed, was cut, or is told in a way that can't be put together.</summary>
    public ReadOnlyMemory<byte>? Message { get; init; }

    /// <summary>Who gave it.</summary>
    public Target? Target { get; init; }

    /// <summary>The tokens that it took.</summary>
    public TokenCounts Tokens { get; init; }

    /// <summary>Whether it came to its end.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The error that ended it; null for none, and where the provider's own event told it.</summary>
    public ClientAnswer? Error { get; init; }
}
