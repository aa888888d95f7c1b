using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Router.Core.Spend;
using Router.Core.Spend.Effects;
using Router.Core.Spend.Pricing;

namespace Router.Core.Usage;

/// <summary>What is kept of one request. No text of any message is in it.</summary>
public sealed record UsageRecord
{
    /// <summary>Its name, the reservation's: a record that comes twice counts once.</summary>
    public required ReservationId Id { get; init; }

    /// <summary>The id that the answer, errors and the log name it by, <c>req_…</c>; null in records of before that was kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestId { get; init; }

    /// <summary>When the request began; null in records of before that was kept.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>When it ended, and was charged; of an interrupted one when that was found, at the next start.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>Team, user and key.</summary>
    public required SpendPath Path { get; init; }

    /// <summary>The model that was asked for, session, agent and parent agent.</summary>
    public required RequestOrigin Origin { get; init; }

    /// <summary>The model that answered, as the provider knows it; null when none did.</summary>
    public string? ModelServed { get; init; }

    /// <summary>The provider that answered, or was asked last; null when none was asked.</summary>
    public string? Provider { get; init; }

    /// <summary>How often providers were asked; null when nobody knows, as of an interrupted request.</summary>
    public int? Attempts { get; init; }

    /// <summary>The tokens that were charged.</summary>
    public required TokenCounts Tokens { get; init; }

    /// <summary>The price used, the tenant's multiplier in it where the tenant was charged.</summary>
    public required TokenPrice Price { get; init; }

    /// <summary>Where the price came from.</summary>
    public required PriceOrigin PriceOrigin { get; init; }

    /// <summary>What it cost: charged, unless <see cref="OwnKey"/> says that the user paid the provider himself.</summary>
    public required Money Cost { get; init; }

    /// <summary>Whether it went out with a key that the user brought. By default no budget is charged for it.</summary>
    public bool OwnKey { get; init; }

    /// <summary>How much of it was more than reserved.</summary>
    public Money Overrun { get; init; }

    /// <summary>From the request's arrival to its end; null when nobody knows.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>From the request's arrival to the first content; null when there was none.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>The HTTP status that the client got; 0 when it got none.</summary>
    public int Status { get; init; }

    /// <summary>How it ended.</summary>
    public required SettlementKind Outcome { get; init; }

    /// <summary>Codes of what translation dropped or changed.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What the response cache did.</summary>
    public CacheOutcome Cache { get; init; }

    /// <summary>What it would have cost without the response cache; 0 where that did not answer.</summary>
    public Money Saved { get; init; }

    /// <summary>Its way, in the order of the parts' beginnings; empty in records of before that was kept.</summary>
    public ImmutableArray<RequestStep> Steps { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The record of a request that ended with a settlement.</summary>
    public static UsageRecord Of(string tenant, Settled settled, AnswerFacts facts) => new()
    {
        Id = settled.Reservation.Id, Began = settled.Reservation.At, At = settled.At, Tenant = tenant, Path = settled.Reservation.Path, Origin = settled.Reservation.Origin,
        RequestId = facts.RequestId, ModelServed = facts.ModelServed, Provider = facts.Provider, Attempts = facts.Attempts,
        Tokens = settled.Tokens, Price = facts.OwnPrice ?? settled.Price, PriceOrigin = facts.PriceOrigin,
        Cost = facts.OwnPrice?.Cost(settled.Tokens) ?? settled.Cost, Overrun = settled.Overrun, OwnKey = facts.OwnKey,
        Latency = facts.Latency, FirstToken = facts.FirstToken, Status = facts.Status, Outcome = settled.Kind, Notes = facts.Notes,
        Cache = facts.Cache, Saved = facts.Saved, Steps = facts.Steps,
    };
}
