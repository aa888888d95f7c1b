using Microsoft.Extensions.Configuration;
using Router.Api.Hosting;

namespace Router.Fleet.Hosting;

/// <summary>What a node does with entities that live elsewhere.</summary>
public sealed record FleetOptions
{
    /// <summary>How long a request waits for an entity that is out of reach, before the node decides by itself. Default 3 s: a lost node is given up within that.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether requests may pass gates that are out of reach, beyond what is leased. Default true: providers refuse by themselves what is too much.</summary>
    public bool OpenGates { get; init; } = true;

    /// <summary>How long the leases, permits and tickets of gates that live on this node go without a sign of life from who holds them. Default 30 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A lease is given back when it was not used for so long. Default 1 s.</summary>
    public TimeSpan LeaseIdle { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A lease is given back when it is older, because what was used of it counts until a minute after that. Default 5 s.</summary>
    public TimeSpan LeaseAge { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the door stays open once the node was told to stop and says so on /ready, ≥ 0. Default 5 s.</summary>
    public TimeSpan DrainWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long streams may go on behind that, ≥ 0. Default 60 s.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Reads what the operator set.</summary>
    /// <exception cref="StartException">A value is none, or out of its range.</exception>
    public static FleetOptions Read(IConfigurationSection section)
    {
        FleetOptions options;
        try
        {
            options = section.Get<FleetOptions>() ?? new FleetOptions();
        }
        catch (InvalidOperationException exception)
        {
            throw new StartException($"{exception.Message} Durations are written as 00:00:05.", StartException.Misconfigured);
        }

        foreach ((string name, TimeSpan value, bool mayBeZero) in new[]
        {
            (nameof(Patience), options.Patience, false), (nameof(Lease), options.Lease, false), (nameof(LeaseIdle), options.LeaseIdle, false), (nameof(LeaseAge), options.LeaseAge, false),
            (nameof(DrainWait), options.DrainWait, true), (nameof(DrainLimit), options.DrainLimit, true),
        })
        {
            if (value < TimeSpan.Zero || (value == TimeSpan.Zero && !mayBeZero) || value > TimeSpan.FromDays(1))
            {
                throw new StartException($"{section.Path}:{name} is {value}; it must be {(mayBeZero ? "0 or more" : "more than 0")} and at most a day, for example 00:00:05.", StartException.Misconfigured);
            }
        }

        return options;
    }
}
