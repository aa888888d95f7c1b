using Router.Api.Errors;
using Router.Api.Upstream.Failures;
using Router.Core.Routing;
using Router.Core.Spend;

namespace Router.Api.Caching;

/// <summary>How a shared answer ended.</summary>
internal sealed record FlightEnd
{
    /// <summary>What those who joined hear where the first one's error is not theirs: neither his budget nor what else befell him.</summary>
    public static ClientAnswer EndedEarly { get; } = ClientAnswer.Of(RouterError.Of(StatusCodes.Status502BadGateway, "The answer ended early: it was shared with the same request of another client, which failed. Send it again."));

    /// <summary>It ended by something that nobody foresaw.</summary>
    public static FlightEnd Broken { get; } = new() { JoinersError = EndedEarly };

    /// <summary>The whole message in JSON; null where there is none: it failed, was cut, or is told in a way that can't be put together.</summary>
    public ReadOnlyMemory<byte>? Message { get; init; }

    /// <summary>Who gave it.</summary>
    public Target? Target { get; init; }

    /// <summary>The tokens that it took.</summary>
    public TokenCounts Tokens { get; init; }

    /// <summary>Whether it came to its end.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The error for the client that it was asked for; null for none, and where the provider's own event told it.</summary>
    public ClientAnswer? Error { get; init; }

    /// <summary>The error for those who joined; null for none, and where the provider's own event told it.</summary>
    public ClientAnswer? JoinersError { get; init; }
}
