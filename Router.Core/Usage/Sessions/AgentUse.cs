namespace Router.Core.Usage.Sessions;

/// <summary>What one agent of a session used, as it is stored.</summary>
/// <param name="Agent">The agent; empty for the session itself.</param>
/// <param name="Parent">The agent that started it; null for the session itself.</param>
/// <param name="Model">The model that it asked for last.</param>
/// <param name="First">When its first request ended.</param>
/// <param name="Last">When its last request ended.</param>
/// <param name="Sum">What it used.</param>
public sealed record AgentUse(string Agent, string? Parent, string Model, DateTimeOffset First, DateTimeOffset Last, UsageSum Sum)
{
    internal AgentUse Add(UsageRecord record) => this with
    {
        Parent = Parent ?? record.Origin.ParentAgent,
        Model = record.At >= Last ? record.Origin.Model : Model,
        First = record.At < First ? record.At : First,
        Last = record.At > Last ? record.At : Last,
        Sum = Sum + UsageSum.Of(record),
    };
}
