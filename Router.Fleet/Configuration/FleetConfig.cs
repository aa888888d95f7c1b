using System.Globalization;
using Microsoft.Extensions.Logging;
using Router.Api.Admin.Nodes;
using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Configuration;
using Router.Core.Configuration.Shared;
using Router.Core.Tenancy.Directory;
using Router.Fleet.Calls;
using Router.Fleet.Hosting;
using Router.Fleet.Outbox;
using Router.Grains.Configuration;

namespace Router.Fleet.Configuration;

/// <summary>
/// The configuration that all nodes share as a node has it: it hears of a new version before whoever pushed it gets his answer, or learns it within two seconds. While none was
/// pushed each node has its file.
/// </summary>
internal sealed partial class FleetConfig : IConfigStore, IAsyncDisposable
{
    /// <summary>The key of the grain: there is one.</summary>
    public const string TheOne = "config";

    /// <summary>So often a push is made anew on a version that somebody else was faster with.</summary>
    private const int MostTries = 5;

    private static readonly ConfigProblem Starting = new("node", "it starts and has not read the fleet's configuration yet");

    private static readonly TimeSpan JoinEvery = TimeSpan.FromSeconds(2);

    /// <summary>Longer than a request's: an owner that moves comes up in this time.</summary>
    private static readonly TimeSpan PushPatience = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly ILogger _logger;
    private readonly IConfigGrain _grain;
    private readonly FleetNode _node;
    private readonly ConfigWatcher _watcher;
    private readonly ThisNode _self;
    private readonly ConfigSealer _sealer;
    private readonly KeyIndex _keys;
    private readonly TimeProvider _clock;
    private readonly FleetOptions _options;
    private readonly SendLoop _loop;
    private SealedConfig? _known;
    private ConfigProblem? _unopened;
    private bool _isAsked;
    private string? _claimed;
    private volatile string? _replaces;

    public FleetConfig(
        IGrainFactory grains, FleetNode node, NodeEar ear, ConfigWatcher watcher, ThisNode self, ConfigSealer sealer, KeyIndex keys, TimeProvider clock, FleetOptions options,
        ILogger<FleetConfig> logger)
    {
        (_node, _watcher, _self, _sealer, _keys, _clock, _options, _logger) = (node, watcher, self, sealer, keys, clock, options, logger);
        _grain = grains.GetGrain<IConfigGrain>(TheOne);
        ear.OnConfig = Hear;
        _loop = new SendLoop("the wish to hear of the configuration", JoinEvery, JoinAsync, logger);
    }

    public long Version
    {
        get
        {
            lock (_lock)
            {
                return _known?.Version ?? 0;
            }
        }
    }

    /// <summary>Learns the shared configuration, if there is one. A node that can't take it must not answer by another.</summary>
    /// <exception cref="StartException">It has errors here, or is sealed under a master key that is not known here.</exception>
    public async Task StartAsync()
    {
        ConfigKept kept = await JoinAsync();
        bool isAlone = (await Reach.AskAsync(_grain.NodesAsync, _options.Patience)).All(node => node.Name == _node.Name);
        Check(kept.MasterKey ?? kept.Current?.MasterKey, isEmpty: isAlone && kept.Current is null && !_keys.HasKeys);
        Check((await JoinAsync()).MasterKey, isEmpty: false); // by the first it said that it knows no configuration; by now another may have been first
        NodeInfo self = Self();
        if (self.ConfigVersion > 0 && !self.Problems.IsEmpty)
        {
            throw new StartException(ConfigSource.Explain(NameOf(self.ConfigVersion), self.Problems), StartException.Misconfigured);
        }

        _loop.Start();
    }

    /// <summary>Seals it under the present master key, where it is sealed under one of before. Then, and when nothing else is left under that one, the present one is the fleet's.</summary>
    /// <param name="isAllElse">Whether everything else is sealed under the present one.</param>
    public async Task ResealAsync(bool isAllElse)
    {
        SealedConfig? known;
        lock (_lock)
        {
            known = _known;
        }

        bool isSealed = known is null || !_sealer.IsOld(known)
            || (_sealer.Open(known) is { } text && (await PutAsync(new PushConfig(text) { IfVersion = known.Version })).Value is not null);
        if (isSealed && isAllElse && _claimed != _sealer.KeyId)
        {
            _replaces = _claimed; // said with the next word to the owner
        }
    }

    public async Task<AdminResult<ConfigPushed>> PutAsync(PushConfig order)
    {
        for (int attempt = 1; ; attempt++)
        {
            SealedConfig next = _sealer.Seal((order.IfVersion ?? Version) + 1, order.Text.Span, _clock.GetUtcNow());
            ConfigReply reply;
            try
            {
                reply = await Reach.AskAsync(() => _grain.PutAsync(next), PushPatience);
            }
            catch (Exception exception) when (Reach.IsLost(exception))
            {
                return new AdminProblem(AdminProblemKind.NotKept, "The fleet's configuration is out of reach, so nobody knows whether that was done. GET /admin/v1/config says which version is in force; do it again if it is the old one.");
            }

            if (reply.Current is { } current)
            {
                Take(current);
            }

            switch (reply.Outcome)
            {
                case ConfigOutcome.Kept:
                    NodeInfo self = Self();
                    return new ConfigPushed(next.Version, self.Hash, [.. reply.Nodes.Select(node => node.Name == self.Name ? self : node)]);
                case ConfigOutcome.NotKept:
                    return new AdminProblem(AdminProblemKind.NotKept, "The fleet can't keep a configuration at the moment, so nothing was changed. Try again when Redis is there.");
                case ConfigOutcome.Stale when order.IfVersion is not null || attempt == MostTries:
                    return new AdminProblem(AdminProblemKind.Stale, $"Version {Text(reply.Current?.Version ?? 0)} of the configuration is in force by now: read it again, and push what you want of both.");
            }
        }
    }

    public async Task<AdminResult<AdminPage<NodeInfo>>> NodesAsync()
    {
        try
        {
            return new AdminPage<NodeInfo>(await Reach.AskAsync(_grain.NodesAsync, _options.Patience), HasMore: false, null);
        }
        catch (Exception exception) when (Reach.IsLost(exception))
        {
            return new AdminProblem(AdminProblemKind.Busy, "Who knows the nodes is out of reach. Try again in a moment.");
        }
    }

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private static string NameOf(long version) => $"The fleet's configuration (version {Text(version)})";

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>Keys and vaults hang on the fleet's master key. One that nothing hangs on yet gives way.</summary>
    private void Check(string? claimed, bool isEmpty)
    {
        _claimed = claimed;
        if (claimed is null || _sealer.Knows(claimed))
        {
            return;
        }

        if (!isEmpty)
        {
            throw new StartException(
                $"secrets.masterKey: this fleet's keys and vaults hang on the master key {claimed}, which this node does not have. Set the same ROUTER_MASTER_KEY on all nodes, or list the old one under secrets.formerMasterKeys.", StartException.Misconfigured);
        }

        _replaces = claimed;
    }

    private async Task<ConfigKept> JoinAsync()
    {
        NodeInfo self = Self();
        ConfigKept kept = await Reach.AskAsync(() => _grain.JoinAsync(_node.Listener, self), _options.Patience);
        if (kept.Current is { } current)
        {
            Take(current);
        }

        lock (_lock)
        {
            _isAsked = true;
        }

        return kept;
    }

    private NodeInfo Hear(SealedConfig config)
    {
        if (config.Version > Version)
        {
            Take(config);
        }

        return Self();
    }

    /// <summary>The owner's word counts, an older version too: the store may have been put back.</summary>
    private void Take(SealedConfig config)
    {
        lock (_lock)
        {
            if (_known?.Version == config.Version && _known.Envelope.AsSpan().SequenceEqual(config.Envelope))
            {
                return;
            }

            (_known, _isAsked) = (config, true);
            if (_sealer.Open(config) is { } text)
            {
                _unopened = null;
                _watcher.Share(text, NameOf(config.Version));
            }
            else
            {
                _unopened = new ConfigProblem("secrets.masterKey", $"it is sealed under the master key {config.MasterKey}, which this node does not have; set the same ROUTER_MASTER_KEY on all nodes, or list the old one under secrets.formerMasterKeys");
                LogUnopened(config.Version, _unopened);
            }
        }
    }

    private NodeInfo Self()
    {
        lock (_lock)
        {
            NodeInfo self = _self.Tell(_node.Name) with { ConfigVersion = _known?.Version ?? 0, MasterKey = _sealer.KeyId, Replaces = _replaces };
            return (_isAsked ? _unopened : Starting) is { } problem ? self with { Problems = [problem, .. self.Problems] } : self;
        }
    }

    [LoggerMessage(776, LogLevel.Error, "Version {Version} of the fleet's configuration can't be opened and the old one stays. {Problem}")]
    private partial void LogUnopened(long version, ConfigProblem problem);
}
