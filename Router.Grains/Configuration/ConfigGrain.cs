using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Router.Core.AdminContract;
using Router.Core.Configuration.Shared;
using Router.Grains.Hosting;
using Router.Grains.Nodes;

namespace Router.Grains.Configuration;

/// <summary>Keeps the shared configuration and knows which node has which version of it.</summary>
internal sealed partial class ConfigGrain(
    [PersistentState("config", GrainNames.Storage)] IPersistentState<ConfigKept> kept, FleetClock clock, LivingNodes living, ILogger<ConfigGrain> logger) : Grain, IConfigGrain
{
    /// <summary>A node says how it is every two seconds; one that was silent for so long is not told of any more.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly ILogger _logger = logger;
    private readonly Listeners _listeners = new();
    private readonly Dictionary<string, NodeInfo> _nodes = new(StringComparer.Ordinal);

    /// <summary>When each node said what stands there, by its own clock.</summary>
    private readonly Dictionary<string, DateTimeOffset> _said = new(StringComparer.Ordinal);

    public async Task<ConfigReply> PutAsync(SealedConfig next)
    {
        SealedConfig? before = kept.State.Current;
        if (before?.Version == next.Version && before.Envelope.AsSpan().SequenceEqual(next.Envelope))
        {
            return new ConfigReply(ConfigOutcome.Kept, before, Heard()); // asked again, because the answer got lost
        }

        if (next.Version != (before?.Version ?? 0) + 1)
        {
            return new ConfigReply(ConfigOutcome.Stale, before, Heard());
        }

        ConfigKept all = kept.State;
        kept.State = all with { Current = next };
        try
        {
            await kept.WriteStateAsync();
        }
        catch (Exception exception)
        {
            LogNotStored(exception);
            kept.State = all;
            DeactivateOnIdle(); // whether it is stored nobody knows: the next owner reads it
            return new ConfigReply(ConfigOutcome.NotKept, before, Heard());
        }

        await _listeners.TellAsync(async listener => Hear(await listener.HearAsync(next)));
        return new ConfigReply(ConfigOutcome.Kept, next, Heard());
    }

    public async Task<ConfigKept> JoinAsync(INodeListener listener, NodeInfo node)
    {
        _listeners.Add(node.Name, listener);
        Hear(node);
        await ClaimAsync(node);
        return node.ConfigVersion == (kept.State.Current?.Version ?? 0) ? new ConfigKept { MasterKey = kept.State.MasterKey } : kept.State;
    }

    public Task<ImmutableArray<NodeInfo>> NodesAsync() => Task.FromResult(Heard());

    /// <summary>The master key of the first node that works is the fleet's, until one takes its place.</summary>
    private async Task ClaimAsync(NodeInfo node)
    {
        ConfigKept before = kept.State;
        if (node.MasterKey is null || !node.Problems.IsEmpty || node.MasterKey == before.MasterKey || (before.MasterKey is not null && before.MasterKey != node.Replaces))
        {
            return;
        }

        kept.State = before with { MasterKey = node.MasterKey };
        try
        {
            await kept.WriteStateAsync();
        }
        catch (Exception exception)
        {
            LogNotClaimed(exception); // the node says it again in two seconds
            kept.State = before;
            DeactivateOnIdle(); // whether it is stored nobody knows: the next owner reads it
        }
    }

    /// <summary>What a node said before a push may come behind what it said to the push: the later word counts.</summary>
    private void Hear(NodeInfo node)
    {
        if (_said.TryGetValue(node.Name, out DateTimeOffset last) && node.Seen < last)
        {
            return;
        }

        _said[node.Name] = node.Seen;
        _nodes[node.Name] = node with { Seen = clock.Now };
    }

    private ImmutableArray<NodeInfo> Heard()
    {
        foreach (NodeInfo gone in _nodes.Values.Where(node => clock.Now - node.Seen > Silence || living.IsDead(node.Name)).ToArray())
        {
            _nodes.Remove(gone.Name);
            _said.Remove(gone.Name);
        }

        return [.. _nodes.Values.OrderBy(node => node.Started).ThenBy(node => node.Name, StringComparer.Ordinal)];
    }

    [LoggerMessage(736, LogLevel.Warning, "Which master key the fleet has can't be stored yet")]
    private partial void LogNotClaimed(Exception exception);

    [LoggerMessage(735, LogLevel.Error, "A new configuration can't be stored, so nothing was changed")]
    private partial void LogNotStored(Exception exception);
}
