using System.Text.Json.Serialization;

namespace Router.Core.Usage;

/// <summary>A part of a request's way through the gateway.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="At">Its beginning, from the request's arrival.</param>
/// <param name="Took">Its length.</param>
public sealed record RequestStep(RequestStepKind Kind, TimeSpan At, TimeSpan Took)
{
    /// <summary>The provider that it was about; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Provider { get; init; }

    /// <summary>The model there; of routing the entry of <c>models</c> that led on. Null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>How it came out, as a code: of routing the strategy, of a wait <c>granted</c>, <c>pause</c> or why the gate refused, of an attempt <c>answered</c>, <c>cut</c> or how it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Outcome { get; init; }

    /// <summary>The provider's HTTP status; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Status { get; init; }

    /// <summary>Of routing, how many targets there were; else 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Targets { get; init; }
}
