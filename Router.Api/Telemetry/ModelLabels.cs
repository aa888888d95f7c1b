using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Router.Api.Messages;
using Router.Api.Upstream.Gates;
using Router.Core.Admission;
using Router.Core.Configuration;
using Router.Core.Routing;

namespace Router.Api.Telemetry;

/// <summary>
/// Models as labels of metrics, bounded. A name that stands in the configuration is taken as it is. Where a <c>*</c> lets clients choose, a name becomes a
/// label once a provider has answered for it, which no made-up name gets, and only the first <see cref="MostLearned"/> in a process; all others are one:
/// the pattern, or <c>*</c>.
/// </summary>
internal sealed class ModelLabels
{
    /// <summary>How many names that clients chose become labels.</summary>
    public const int MostLearned = 50;

    /// <summary>All other names.</summary>
    public const string Other = "*";

    private readonly ConditionalWeakTable<RouterConfig, Names> _configured = [];
    private readonly ConcurrentDictionary<string, string> _learned = new(StringComparer.Ordinal);

    /// <summary>The model as it was asked for.</summary>
    public string Asked(RouterConfig config, Route route) =>
        Of(config).Public.TryGetValue(route.Model, out string? name) || _learned.TryGetValue(route.Model, out name) ? name : route.Entry?.Name ?? Other;

    /// <summary>The model as a provider was asked for it.</summary>
    public string Served(RouterConfig config, Target target) =>
        Of(config).Targets.TryGetValue((target.Provider.Name, target.Model), out string? name) || _learned.TryGetValue(target.Model, out name) ? name : Other;

    /// <summary>A family of models; its gate may have been made for a name that a client chose.</summary>
    public string Family(RouterConfig config, GateKey gate) =>
        gate.Family == GateKeys.Counting || Of(config).Families.Contains(gate.Family) || _learned.Keys.Any(name => ModelFamily.Of(name) == gate.Family) ? RouterHeaders.Clean(gate.Family) : Other;

    /// <summary>A provider has answered for the name in full. Where every name leads to one model, that says nothing of the name.</summary>
    public void Learn(RouterConfig config, string model, Target served)
    {
        if (served.Model == model && _learned.Count < MostLearned && !Of(config).Public.ContainsKey(model))
        {
            _learned.TryAdd(model, RouterHeaders.Clean(model));
        }
    }

    private Names Of(RouterConfig config) => _configured.GetValue(config, static config => new Names(config));

    private sealed class Names
    {
        public Names(RouterConfig config)
        {
            Public = config.Models.Where(model => !model.IsPattern).Select(model => model.Name).ToFrozenDictionary(name => name, StringComparer.Ordinal);
            Targets = config.Models.SelectMany(model => model.Targets).Select(target => target.Target).Concat(config.Tiers.Entries().Select(tier => tier.Target))
                .Where(target => target.Contains('/', StringComparison.Ordinal))
                .Select(target => (Provider: target[..target.IndexOf('/', StringComparison.Ordinal)], Model: target[(target.IndexOf('/', StringComparison.Ordinal) + 1)..]))
                .Where(target => target.Model != Other)
                .Distinct()
                .ToFrozenDictionary(target => target, target => target.Model);
            Families = Targets.Keys.Select(target => target.Model).Concat(Public.Keys).Select(ModelFamily.Of).ToFrozenSet(StringComparer.Ordinal);
        }

        public FrozenDictionary<string, string> Public { get; }

        public FrozenDictionary<(string Provider, string Model), string> Targets { get; }

        public FrozenSet<string> Families { get; }
    }
}
