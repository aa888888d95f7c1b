using System.Net;

namespace Router.Core.Tenancy.Directory.Index;

/// <summary>A key as key checks see it.</summary>
internal sealed class KeyCell(ClientKey key, UserCell user)
{
    private volatile ClientKey _key = key;
    private volatile KeyPass? _pass;

    public ClientKey Key
    {
        get => _key;
        set => _key = value;
    }

    public bool Has(in KeyHash hash) => _key.Has(hash);

    /// <summary>Checks all that must hold.</summary>
    /// <param name="hash">The secret's hash.</param>
    /// <param name="epoch">Counts the changes of tenants, teams and users; read before this call. While it stands still they need not be looked at again.</param>
    /// <param name="now">The time.</param>
    /// <param name="remote">Where the request comes from.</param>
    /// <param name="principal">Whom it stands for.</param>
    public KeyRefusal Check(in KeyHash hash, int epoch, DateTimeOffset now, IPAddress? remote, out Principal? principal)
    {
        principal = null;
        ClientKey current = _key;
        RetiredSecret? retired = null;
        if (!current.Hash.Equals(hash) && (retired = current.FindRetired(hash)) is null)
        {
            return KeyRefusal.Unknown; // replaced since the look-up
        }

        KeyPass? pass = _pass;
        if (pass is null || !ReferenceEquals(pass.Key, current) || pass.Epoch != epoch)
        {
            UserPlace? place = user.Place;
            if (Closing(current, place) is var closing and not KeyRefusal.None)
            {
                return closing;
            }

            pass = pass is not null && ReferenceEquals(pass.Key, current) && ReferenceEquals(pass.Place, place) ? pass : new KeyPass(current, place!);
            pass.Epoch = epoch;
            _pass = pass;
        }

        if (now.UtcTicks >= pass.Expires || now >= retired?.Until)
        {
            return now.UtcTicks >= pass.Expires ? KeyRefusal.Expired : KeyRefusal.Replaced;
        }

        if (!pass.Allows(remote))
        {
            return KeyRefusal.Network;
        }

        principal = pass.Principal;
        return KeyRefusal.None;
    }

    // A parent that has not arrived yet (pushes to a node may overtake each other) closes what is under it for that moment.
    private KeyRefusal Closing(ClientKey current, UserPlace? place)
    {
        Standing team = place?.Team is { } cell ? cell.Team?.Standing ?? Standing.Suspended : Standing.Active;
        return Closings.Of(current.Standing, place?.User.Standing ?? Standing.Suspended, team, user.Tenant.Tenant?.Standing ?? Standing.Suspended);
    }
}
