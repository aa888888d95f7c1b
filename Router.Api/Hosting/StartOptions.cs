using Router.Api.Configuration;
using Router.Core.Configuration;

namespace Router.Api.Hosting;

/// <summary>What the gateway is started with.</summary>
public sealed record StartOptions
{
    /// <summary>The working directory: router.json is looked for here, and the state folder goes here when there is none.</summary>
    public required string Folder { get; init; }

    /// <summary>The file named on the command line; null when none is.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>The addresses named on the command line; null when none are.</summary>
    public string? Urls { get; init; }

    /// <summary>The one provider named on the command line; null when none is.</summary>
    public OneProvider? OneProvider { get; init; }

    /// <summary>The environment.</summary>
    public required RouterEnvironment Environment { get; init; }

    /// <summary>Whether base URLs may name services of the composition that the host is part of. Default false.</summary>
    public bool KnowsServices { get; init; }

    /// <summary>Adds services of one's own, such as message filters. Default: none.</summary>
    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
