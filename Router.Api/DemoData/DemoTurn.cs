using System.Collections.Immutable;
using Router.Core.Spend;
using Router.Core.Usage;

namespace Router.Api.DemoData;

/// <summary>One request of the demo's month.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Start">When it comes.</param>
/// <param name="Model">What it asks for.</param>
/// <param name="Origin">Session and agent.</param>
/// <param name="Tokens">What it uses.</param>
internal sealed record DemoTurn(DemoPerson Person, DateTimeOffset Start, DemoModel Model, RequestOrigin Origin, TokenCounts Tokens)
{
    /// <summary>How it ends.</summary>
    public SettlementKind Ending { get; init; } = SettlementKind.Answered;

    /// <summary>The tokens that the response cache saved; none where it did not answer.</summary>
    public TokenCounts Saved { get; init; }

    /// <summary>Its way through the gateway.</summary>
    public ImmutableArray<RequestStep> Steps => DemoSteps.Of(this);

    /// <summary>How often providers are asked.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Who answers, when it is not the model's usual provider.</summary>
    public string? Instead { get; init; }

    /// <summary>To the first content.</summary>
    public TimeSpan FirstToken { get; init; }

    /// <summary>To the end.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>What translation changed.</summary>
    public string? Note { get; init; }
}
