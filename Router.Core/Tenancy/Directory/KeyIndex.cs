using System.Collections.Concurrent;
using System.Net;
using Router.Core.Tenancy.Directory.Index;

namespace Router.Core.Tenancy.Directory;

/// <summary>
/// The keys of the directory as key checks need them: found by hash, without a lock, and without allocation once a key was used. Its one writer (the
/// directory's host, or a node that hears its effects) keeps it up to date; what he has written, the next check sees.
/// </summary>
public sealed class KeyIndex
{
    private volatile Content _content = new(0);

    /// <summary>Takes a whole directory in place of what was known.</summary>
    public void Load(DirectoryState state)
    {
        var content = new Content(state.KeyCount + state.KeyCount / 4);
        foreach (Tenant tenant in state.Tenants)
        {
            content.Put(tenant);
            foreach (DirectoryEntry entry in state.TeamsOf(tenant.Id).Concat<DirectoryEntry>(state.UsersOf(tenant.Id)).Concat(state.KeysOf(tenant.Id)))
            {
                content.Put(entry);
            }
        }

        _content = content;
    }

    /// <summary>Takes a change over. One that is known already, or older than what is known, changes nothing.</summary>
    public void Apply(DirectoryEffect effect) => _content.Put(effect.Entry);

    /// <summary>Whether there is a key that is not revoked.</summary>
    public bool HasKeys => _content.HasKeys;

    internal bool Knows(in KeyHash hash) => _content.Table.Find(hash) is not null;

    internal KeyRefusal TryFind(in KeyHash hash, DateTimeOffset now, IPAddress? remote, out Principal? principal)
    {
        principal = null;
        Content content = _content;
        int epoch = content.Epoch; // first: what changes from here on shows in the next
        return content.Table.Find(hash) is { } cell ? cell.Check(hash, epoch, now, remote, out principal) : KeyRefusal.Unknown;
    }

    /// <summary>What of the directory closes a key that stands elsewhere: whoever is named in both is the same.</summary>
    internal KeyRefusal Closing(Principal principal) => _content.Closing(principal);

    private sealed class Content(int capacity)
    {
        private readonly Dictionary<string, TenantCell> _tenants = new(StringComparer.OrdinalIgnoreCase);
        private readonly ConcurrentDictionary<EntryRef, Standing> _closed = new(EntryRefComparer.Instance); // of tenants, teams and users, for readers
        private readonly Dictionary<string, KeyCell> _keys = new(capacity, StringComparer.Ordinal);

        private volatile int _epoch;
        private volatile int _unrevoked;

        public KeyTable Table { get; } = new(capacity);

        public int Epoch => _epoch;

        public bool HasKeys => _unrevoked > 0;

        public void Put(DirectoryEntry entry)
        {
            switch (entry)
            {
                case Tenant tenant when CellOf(tenant.Id) is var cell && !(cell.Tenant?.Version >= tenant.Version):
                    cell.Tenant = tenant;
                    Note(tenant);
                    _epoch++;
                    break;
                case Team team when TeamOf(CellOf(team.Tenant), team.Id) is var cell && !(cell.Team?.Version >= team.Version):
                    cell.Team = team;
                    Note(team);
                    _epoch++;
                    break;
                case User user when UserOf(CellOf(user.Tenant), user.Id) is var cell && !(cell.Place?.User.Version >= user.Version):
                    cell.Place = new UserPlace(user, user.Settings.Team is { } id ? TeamOf(cell.Tenant, id) : null);
                    Note(user);
                    _epoch++;
                    break;
                case ClientKey key:
                    Put(key);
                    break;
            }
        }

        public KeyRefusal Closing(Principal principal) => Closings.Of(
            Standing.Active,
            StandingOf(EntryRef.OfUser(principal.Tenant, principal.User)),
            principal.Team is { } team ? StandingOf(EntryRef.OfTeam(principal.Tenant, team)) : Standing.Active,
            StandingOf(EntryRef.OfTenant(principal.Tenant)));

        private Standing StandingOf(EntryRef entry) => _closed.GetValueOrDefault(entry, Standing.Active);

        private void Note(DirectoryEntry entry)
        {
            if (entry.Standing == Standing.Active)
            {
                _closed.TryRemove(entry.Ref, out _);
            }
            else
            {
                _closed[entry.Ref] = entry.Standing;
            }
        }

        private void Put(ClientKey key)
        {
            if (!_keys.TryGetValue(key.Id, out KeyCell? cell))
            {
                _keys.Add(key.Id, cell = new KeyCell(key, UserOf(CellOf(key.Tenant), key.User)));
                _unrevoked += Count(key);
                Add(key, old: null, cell);
            }
            else if (cell.Key is var old && old.Version < key.Version)
            {
                _unrevoked += Count(key) - Count(old);
                cell.Key = key; // first, or a check could find the new secret before the cell knows it
                Add(key, old, cell);
            }
        }

        /// <summary>Adds the secrets that the cell did not have before.</summary>
        private void Add(ClientKey key, ClientKey? old, KeyCell cell)
        {
            foreach (KeyHash hash in key.Retired.Select(retired => retired.Hash).Prepend(key.Hash))
            {
                if (old?.Has(hash) != true)
                {
                    Table.Add(hash, cell);
                }
            }
        }

        private static int Count(ClientKey key) => key.Standing == Standing.Deleted ? 0 : 1;

        private TenantCell CellOf(string id) => _tenants.TryGetValue(id, out TenantCell? cell) ? cell : _tenants[id] = new TenantCell();

        private static TeamCell TeamOf(TenantCell tenant, string id) => tenant.Teams.TryGetValue(id, out TeamCell? cell) ? cell : tenant.Teams[id] = new TeamCell();

        private static UserCell UserOf(TenantCell tenant, string id) => tenant.Users.TryGetValue(id, out UserCell? cell) ? cell : tenant.Users[id] = new UserCell(tenant);
    }
}
