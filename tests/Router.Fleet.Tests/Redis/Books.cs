using System.Globalization;

namespace Router.Fleet.Tests.Redis;

/// <summary>What the nodes' clients were told of money, kept apart from the accounts.</summary>
internal sealed class Books
{
    private Books(IEnumerable<Said> said)
    {
        foreach (Said one in said)
        {
            if (one.Words is [var what, var id, var nanos, _] && long.TryParse(nanos, NumberStyles.None, CultureInfo.InvariantCulture, out long amount))
            {
                (what switch { "reserved" => Reserved, "unwritten" => Unwritten, "settled" => Settled, "posted" => Posted, _ => [] })[id] = amount;
            }
        }
    }

    /// <summary>Reservations that were said to stand.</summary>
    public Dictionary<string, long> Reserved { get; } = [];

    /// <summary>Reservations that could not be stored.</summary>
    public Dictionary<string, long> Unwritten { get; } = [];

    /// <summary>Settlements that were said to be stored.</summary>
    public Dictionary<string, long> Settled { get; } = [];

    /// <summary>Settlements that went into the outbox.</summary>
    public Dictionary<string, long> Posted { get; } = [];

    public static Books Of(params IEnumerable<NodeProcess> nodes) => new(nodes.SelectMany(node => node.Said));
}
