using System.Net;

namespace Router.Core.Tenancy.Directory.Index;

/// <summary>What follows from a key and its user as they are at the moment; made when the key is first used, and again when one of them has changed.</summary>
internal sealed class KeyPass
{
    private readonly NetworkRange[] _networks;

    public KeyPass(ClientKey key, UserPlace place)
    {
        Key = key;
        Place = place;
        Expires = key.Settings.Expires?.UtcTicks ?? long.MaxValue;
        KeyRules rules = key.Settings.Rules;
        _networks = [.. rules.Networks.Select(text => NetworkRange.TryParse(text, out NetworkRange range, out _) ? range : throw new InvalidOperationException($"The key {key.Id} holds a network that was never checked."))];
        Principal = new Principal(PrincipalKind.Client, key.Tenant, place.Team?.Team?.Id ?? place.User.Settings.Team, key.User, key.Id, rules.Models)
        {
            Role = place.User.Settings.Role, Providers = rules.Providers, Limits = rules.Limits ?? new(null, null, null), Budget = rules.Budget,
        };
    }

    /// <summary>The state of all tenants, teams and users in which those above the key were last seen to be in use.</summary>
    public int Epoch { get; set; } = -1;

    public ClientKey Key { get; }

    public UserPlace Place { get; }

    /// <summary>The key's end in ticks (UTC). Kept here because every object that a check touches may be out of the processor's cache.</summary>
    public long Expires { get; }

    public Principal Principal { get; }

    public bool Allows(IPAddress? address)
    {
        if (_networks.Length == 0)
        {
            return true;
        }

        if (address is not null)
        {
            foreach (NetworkRange network in _networks)
            {
                if (network.Contains(address))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
