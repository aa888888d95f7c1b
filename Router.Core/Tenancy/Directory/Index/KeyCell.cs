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

    public KeyRefusal Check(in KeyHash hash, DateTimeOffset now, IPAddress? remote, out Principal? principal)
    {
        principal = null;
        ClientKey current = _key;
        RetiredSecret? retired = null;
        if (!current.Hash.Equals(hash) && (retired = current.FindRetired(hash)) is null)
        {
            return KeyRefusal.Unknown; // replaced since the look-up
        }

        UserPlace? place = user.Place;
        if (Worst(current, place) is var standing and not Standing.Active)
        {
            return standing == Standing.Deleted ? KeyRefusal.Revoked : KeyRefusal.Suspended;
        }

        if (now >= current.Settings.Expires || now >= retired?.Until)
        {
            return KeyRefusal.Expired;
        }

        KeyPass? pass = _pass;
        if (pass is null || !ReferenceEquals(pass.Key, current) || !ReferenceEquals(pass.Place, place))
        {
            _pass = pass = new KeyPass(current, place!);
        }

        if (!pass.Allows(remote))
        {
            return KeyRefusal.Network;
        }

        principal = pass.Principal;
        return KeyRefusal.None;
    }

    // A parent that has not arrived yet (pushes to a node may overtake each other) closes what is under it for that moment.
    private Standing Worst(ClientKey current, UserPlace? place)
    {
        Standing own = Max(current.Standing, place?.User.Standing ?? Standing.Suspended);
        Standing team = place?.Team is { } cell ? cell.Team?.Standing ?? Standing.Suspended : Standing.Active;
        return Max(Max(own, team), user.Tenant.Tenant?.Standing ?? Standing.Suspended);
    }

    private static Standing Max(Standing left, Standing right) => left > right ? left : right;
}
