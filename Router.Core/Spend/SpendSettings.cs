using System.Collections.Immutable;

namespace Router.Core.Spend;

/// <summary>What an account is told by configuration.</summary>
public sealed record SpendSettings
{
    /// <summary>What each node may do; a node that is not named has no limits.</summary>
    public ImmutableDictionary<SpendNode, NodeLimits> Nodes { get; init; } = ImmutableDictionary<SpendNode, NodeLimits>.Empty;

    /// <summary>
    /// Output tokens that a reservation covers at first, ≥ 1. Default 8,000: clients ask for up to 128,000, and reserving that would lock a budget.
    /// </summary>
    public long OutputStep { get; init; } = 8000;

    /// <summary>What happens to an answer whose reservation can't be extended. Default finish.</summary>
    public ExhaustedPolicy OnExhausted { get; init; }
}
