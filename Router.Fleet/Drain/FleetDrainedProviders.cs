using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Router.Core.Admission;
using Router.Fleet.Calls;
using Router.Fleet.Hosting;
using Router.Fleet.Outbox;
using Router.Grains.Drain;

namespace Router.Fleet.Drain;

/// <summary>The drained providers of a fleet as a node knows them: it hears of each change before whoever made it gets his answer, or learns it within two seconds.</summary>
internal sealed class FleetDrainedProviders : IDrainedProviders, IAsyncDisposable
{
    /// <summary>The key of the grain: there is one.</summary>
    public const string TheOne = "drain";

    private static readonly TimeSpan JoinEvery = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly IDrainGrain _grain;
    private readonly FleetNode _node;
    private readonly SettingsNews _news;
    private readonly FleetOptions _options;
    private readonly SendLoop _loop;
    private FrozenSet<string> _names = [];
    private long _version = -1;

    public FleetDrainedProviders(IGrainFactory grains, FleetNode node, NodeEar ear, SettingsNews news, FleetOptions options, ILogger<FleetDrainedProviders> logger, string name = TheOne)
    {
        (_node, _news, _options) = (node, news, options);
        _grain = grains.GetGrain<IDrainGrain>(name);
        ear.OnDrain = Hear;
        _loop = new SendLoop("the wish to hear of drained providers", JoinEvery, JoinAsync, logger);
    }

    /// <summary>Learns which are drained.</summary>
    public async Task StartAsync()
    {
        await JoinAsync();
        _loop.Start();
    }

    public bool Contains(string provider) => _names.Contains(provider);

    public async ValueTask SetAsync(string provider, bool drained)
    {
        try
        {
            Hear(await Reach.AskAsync(() => _grain.SetAsync(provider, drained), _options.Patience));
        }
        catch (Exception exception) when (Reach.IsLost(exception))
        {
            throw new IOException("What the fleet knows of drained providers is out of reach or can't be stored, so nothing may have changed. Try again when all nodes and Redis are well.", exception);
        }
    }

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private async Task JoinAsync() => Hear(await Reach.AskAsync(() => _grain.JoinAsync(_node.Name, _node.Listener), _options.Patience));

    private void Hear(DrainNews news)
    {
        lock (_lock)
        {
            if (news.Version <= _version)
            {
                return;
            }

            FrozenSet<string> before = _names;
            (_names, _version) = (news.Providers.ToFrozenSet(StringComparer.Ordinal), news.Version);
            foreach (string provider in before.Except(_names, StringComparer.Ordinal).Concat(_names.Except(before, StringComparer.Ordinal)))
            {
                _news.OfProvider(provider);
            }
        }
    }
}
