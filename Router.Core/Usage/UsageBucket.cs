using System.Runtime.InteropServices;

namespace Router.Core.Usage;

/// <summary>The sums of one hour or day.</summary>
internal sealed class UsageBucket
{
    private readonly Dictionary<(UsageGroup Group, string Tenant, string Name), UsageSum> _sums = [];
    private readonly int[] _names = new int[Enum.GetValues<UsageGroup>().Length];

    public IEnumerable<KeyValuePair<(UsageGroup Group, string Tenant, string Name), UsageSum>> Sums => _sums;

    /// <summary>Adds to a sum; a name beyond the most is one of the others.</summary>
    public void Add(UsageGroup group, string tenant, string name, in UsageSum sum, int most)
    {
        bool isKnown = _sums.ContainsKey((group, tenant, name));
        ref UsageSum found = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _sums, (group, tenant, isKnown || _names[(int)group] < most ? name : UsageBook.Others), out bool existed);
        _names[(int)group] += existed ? 0 : 1;
        found += sum;
    }

    public void Drop(UsageGroup group)
    {
        foreach ((UsageGroup, string, string) key in _sums.Keys.Where(key => key.Group == group).ToArray())
        {
            _sums.Remove(key);
        }

        _names[(int)group] = 0;
    }
}
