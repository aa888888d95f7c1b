using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Router.Core.Spend.Pricing;
using Router.Core.Usage;

namespace Router.Core.Spend;

/// <summary>What is recorded of a request beside its money. It travels with the settlement, so that one record says both and a crash leaves both or neither.</summary>
public sealed record AnswerFacts
{
    /// <summary>The id that the answer, errors and the log name it by, <c>req_…</c>; null in records of before that was kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestId { get; init; }

    /// <summary>The model that answered, as the provider knows it; null when none did.</summary>
    public string? ModelServed { get; init; }

    /// <summary>The provider that answered, or was asked last; null when none was asked.</summary>
    public string? Provider { get; init; }

    /// <summary>How often providers were asked; null when nobody knows.</summary>
    public int? Attempts { get; init; }

    /// <summary>Where the price came from.</summary>
    public PriceOrigin PriceOrigin { get; init; }

    /// <summary>Whether it went out with a key that the user brought.</summary>
    public bool OwnKey { get; init; }

    /// <summary>What a user's own key paid for it, when no budget was charged; else null.</summary>
    public TokenPrice? OwnPrice { get; init; }

    /// <summary>From the request's arrival to its end; null when nobody knows.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>From the request's arrival to the first content; null when there was none.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>The HTTP status that the client got; 0 when it got none.</summary>
    public int Status { get; init; }

    /// <summary>Codes of what translation dropped or changed.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What the response cache did.</summary>
    public CacheOutcome Cache { get; init; }

    /// <summary>What the request would have cost without the response cache; 0 where that did not answer.</summary>
    public Money Saved { get; init; }

    /// <summary>Its way, in the order of the parts' beginnings; empty in records of before that was kept.</summary>
    public ImmutableArray<RequestStep> Steps { get => field.IsDefault ? [] : field; init; } = [];
}
