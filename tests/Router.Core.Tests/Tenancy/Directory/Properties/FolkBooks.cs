using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Core.Tests.Tenancy.Directory.Properties;

/// <summary>What the directory must answer, kept apart from it in plain lists: who is there, and which secret opens what until when.</summary>
internal sealed class FolkBooks
{
    private readonly List<Line> _lines = [new Line(EntryRef.OfTenant("default"), "default")];
    private readonly List<Secret> _secrets = [];

    /// <summary>Every secret that was ever given out, and some that never were.</summary>
    public IEnumerable<string> Secrets => _secrets.Select(secret => secret.Text).Append("never given");

    /// <summary>Writes a command down; false when it must be refused.</summary>
    public bool Take(DirectoryCommand command, string secret, DateTimeOffset now)
    {
        switch (command)
        {
            case CreateTenant c:
                return Create(EntryRef.OfTenant(c.Id), c.Settings.Name);
            case CreateTeam c:
                return IsLive(EntryRef.OfTenant(c.Tenant)) && Create(EntryRef.OfTeam(c.Tenant, c.Id), c.Settings.Name);
            case CreateUser c:
                return IsLive(EntryRef.OfTenant(c.Tenant)) && CreateUserIn(c);
            case CreateKey c:
                return !(c.Settings.Expires <= now) && IsLive(EntryRef.OfTenant(c.Tenant)) && IsLive(EntryRef.OfUser(c.Tenant, c.User)) && CreateKeyOf(c, secret);
            case ChangeTenant c:
                return Rename(EntryRef.OfTenant(c.Id), c.Settings.Name);
            case ChangeTeam c:
                return Rename(EntryRef.OfTeam(c.Tenant, c.Id), c.Settings.Name);
            case ChangeUser c:
                return MayJoin(c.Tenant, c.Settings.Team, Find(EntryRef.OfUser(c.Tenant, c.Id))?.Team) && Rename(EntryRef.OfUser(c.Tenant, c.Id), c.Settings.Name) && Join(c);
            case ChangeKey c:
                return Find(EntryRef.OfKey(c.Id)) is var key && (c.Settings.Expires is null || c.Settings.Expires > now || c.Settings.Expires == key?.Expires)
                    && Rename(EntryRef.OfKey(c.Id), c.Settings.Name) && Expire(key!, c.Settings.Expires);
            case RotateKey c:
                return IsLive(EntryRef.OfKey(c.Id)) && Rotate(c, secret);
            case SetStanding c:
                return Stand(c);
            default:
                throw new InvalidOperationException();
        }
    }

    /// <summary>Whether a secret opens now, and if not, why.</summary>
    public KeyRefusal Try(string text, DateTimeOffset now)
    {
        if (_secrets.Find(secret => secret.Text == text) is not { } known)
        {
            return KeyRefusal.Unknown;
        }

        Line key = known.Key;
        Line user = Find(key.Owner)!;
        Line?[] above = [key, user, user.Team is null ? null : Find(EntryRef.OfTeam(user.Ref.Tenant, user.Team)), Find(EntryRef.OfTenant(user.Ref.Tenant))];
        Standing worst = above.Max(line => line?.Standing ?? Standing.Active);
        int who = Array.FindIndex(above, line => line?.Standing == worst);
        return worst switch
        {
            Standing.Deleted => ((KeyRefusal[])[KeyRefusal.Revoked, KeyRefusal.UserDeleted, KeyRefusal.TeamDeleted, KeyRefusal.TenantDeleted])[who],
            Standing.Suspended => ((KeyRefusal[])[KeyRefusal.Suspended, KeyRefusal.UserSuspended, KeyRefusal.TeamSuspended, KeyRefusal.TenantSuspended])[who],
            _ => key.Expires <= now ? KeyRefusal.Expired : known.Until <= now ? KeyRefusal.Replaced : KeyRefusal.None,
        };
    }

    private Line? Find(EntryRef entry) => _lines.Find(line => line.Ref == entry);

    private bool IsLive(EntryRef entry) => Find(entry) is { Standing: not Standing.Deleted };

    private bool Create(EntryRef entry, string? name)
    {
        if (Find(entry) is { } line)
        {
            return line.Standing != Standing.Deleted && line.Name == name; // the same request again
        }

        if (IsTaken(entry, default, name))
        {
            return false;
        }

        _lines.Add(new Line(entry, name));
        return true;
    }

    private bool CreateUserIn(CreateUser c)
    {
        EntryRef entry = EntryRef.OfUser(c.Tenant, c.Id);
        bool isNew = Find(entry) is null;
        if (isNew ? !MayJoin(c.Tenant, c.Settings.Team, null) : Find(entry)!.Team != c.Settings.Team)
        {
            return false;
        }

        return Create(entry, c.Settings.Name) && Join(new ChangeUser(c.Tenant, c.Id, c.Settings));
    }

    private bool CreateKeyOf(CreateKey c, string secret)
    {
        EntryRef entry = EntryRef.OfKey(c.Id);
        EntryRef owner = EntryRef.OfUser(c.Tenant, c.User);
        if (Find(entry) is { } known)
        {
            return known.Standing != Standing.Deleted && known.Owner == owner && known.Name == c.Settings.Name && known.Expires == c.Settings.Expires;
        }

        if (IsTaken(entry, owner, c.Settings.Name))
        {
            return false;
        }

        var line = new Line(entry, c.Settings.Name) { Owner = owner, Expires = c.Settings.Expires };
        _lines.Add(line);
        _secrets.Add(new Secret(secret, line));
        return true;
    }

    private bool IsTaken(EntryRef entry, EntryRef owner, string? name) => name is not null && _lines.Exists(line =>
        line.Ref != entry && line.Ref.Kind == entry.Kind && line.Standing != Standing.Deleted && line.Owner == owner
        && (entry.Kind is EntryKind.Tenant or EntryKind.Key || line.Ref.Tenant == entry.Tenant) && string.Equals(line.Name, name, StringComparison.OrdinalIgnoreCase));

    private bool MayJoin(string tenant, string? team, string? present) => team is null || team == present || IsLive(EntryRef.OfTeam(tenant, team));

    private bool Join(ChangeUser c)
    {
        Find(EntryRef.OfUser(c.Tenant, c.Id))!.Team = c.Settings.Team;
        return true;
    }

    private bool Rename(EntryRef entry, string? name)
    {
        if (!IsLive(entry) || IsTaken(entry, Find(entry)!.Owner, name))
        {
            return false;
        }

        Find(entry)!.Name = name;
        return true;
    }

    private static bool Expire(Line key, DateTimeOffset? expires)
    {
        key.Expires = expires;
        return true;
    }

    private bool Rotate(RotateKey c, string text)
    {
        Line key = Find(EntryRef.OfKey(c.Id))!;
        foreach (Secret old in _secrets.Where(secret => secret.Key == key))
        {
            old.Until = old.Until is { } until && until < c.OldUntil ? until : c.OldUntil;
        }

        _secrets.Add(new Secret(text, key));
        Secret[] all = [.. _secrets.Where(secret => secret.Key == key)];
        _secrets.RemoveAll(secret => all.SkipLast(5).Contains(secret)); // the present one and four before it
        return true;
    }

    private bool Stand(SetStanding c)
    {
        if (Find(c.Entry) is not { } line || (line.Standing != c.Standing && (line.Standing == Standing.Deleted || line.Ref == EntryRef.OfTenant("default"))))
        {
            return false;
        }

        line.Standing = c.Standing;
        return true;
    }

    private sealed class Line(EntryRef entry, string? name)
    {
        public EntryRef Ref { get; } = entry;

        public EntryRef Owner { get; init; }

        public string? Name { get; set; } = name;

        public string? Team { get; set; }

        public DateTimeOffset? Expires { get; set; }

        public Standing Standing { get; set; }
    }

    private sealed class Secret(string text, Line key)
    {
        public string Text { get; } = text;

        public Line Key { get; } = key;

        public DateTimeOffset? Until { get; set; }
    }
}
