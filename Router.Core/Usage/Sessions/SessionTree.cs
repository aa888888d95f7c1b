using System.Collections.Immutable;

namespace Router.Core.Usage.Sessions;

/// <summary>Makes a tree of a session's agents. Who started whom is the client's word: an agent whose parent is not known, or that would hang deeper than <see cref="MostDepth"/> (its own ancestor among them), hangs below the session.</summary>
public static class SessionTree
{
    /// <summary>Agents between the session and one of its agents, at most: readers of JSON bound the depth of what they take.</summary>
    public const int MostDepth = 16;

    /// <summary>The session with its tree.</summary>
    public static Session Of(SessionUse use)
    {
        Dictionary<string, AgentUse> agents = use.Agents.Where(agent => agent.Agent.Length > 0).ToDictionary(agent => agent.Agent, StringComparer.Ordinal);
        ILookup<string, AgentUse> children = agents.Values.ToLookup(agent => ParentOf(agent, agents), StringComparer.Ordinal);
        UsageSum own = use.Agents.FirstOrDefault(agent => agent.Agent.Length == 0)?.Sum ?? default;
        ImmutableArray<SessionAgent> tree = Below("", children);
        return new Session(use.Id, use.Tenant, use.Team, use.User, use.Agents.Min(agent => agent.First), use.Last, own, Sum(own, tree), tree);
    }

    private static ImmutableArray<SessionAgent> Below(string parent, ILookup<string, AgentUse> children) => [.. children[parent].Select(agent =>
    {
        ImmutableArray<SessionAgent> below = Below(agent.Agent, children);
        return new SessionAgent(agent.Agent, agent.Model, agent.First, agent.Last, agent.Sum, Sum(agent.Sum, below), below);
    })];

    private static UsageSum Sum(UsageSum own, ImmutableArray<SessionAgent> below) => below.Aggregate(own, static (sum, agent) => sum + agent.Total);

    private static string ParentOf(AgentUse agent, Dictionary<string, AgentUse> agents)
    {
        string parent = Known(agent, agents);
        string above = parent;
        for (int steps = 0; above.Length > 0; steps++, above = Known(agents[above], agents))
        {
            if (steps == MostDepth)
            {
                return "";
            }
        }

        return parent;
    }

    private static string Known(AgentUse agent, Dictionary<string, AgentUse> agents) => agent.Parent is { } parent && agents.ContainsKey(parent) ? parent : "";
}
