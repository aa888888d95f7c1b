using System.Collections.Immutable;
using Router.Api.Configuration;
using Router.Api.State;
using Router.Core.Configuration;

namespace Router.Api.Hosting;

/// <summary>What a host hands to <see cref="RouterServices.AddRouter"/>.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Source">Where the configuration comes from.</param>
/// <param name="Config">The configuration at start.</param>
/// <param name="Warnings">What loading it warned of.</param>
/// <param name="State">The state folder.</param>
public sealed record RouterStart(TimeProvider Clock, ConfigSource Source, RouterConfig Config, ImmutableArray<ConfigProblem> Warnings, StateFolder State);
