using System.Collections.Immutable;

namespace Router.Core.Usage.Sessions;

/// <summary>
/// What sessions and their agents used. Names are the client's word, so the book has a bound: of more than <see cref="MostSessions"/> sessions it forgets the one
/// that rested longest, of more than <see cref="MostAgents"/> agents of a session those that come later are told as one. Records are counted as often as they come.
/// </summary>
public sealed class SessionBook
{
    /// <summary>Sessions that are kept.</summary>
    public const int MostSessions = 2000;

    /// <summary>Agents of a session that are told apart.</summary>
    public const int MostAgents = 200;

    private readonly Dictionary<(string Tenant, string User, string Id), LinkedListNode<Kept>> _sessions = [];
    private readonly LinkedList<Kept> _order = new(); // the one that rested longest first

    /// <summary>Counts a record; one that names no session is left out.</summary>
    public void Add(UsageRecord record)
    {
        if (record.Origin.Session is not { } session)
        {
            return;
        }

        (string, string, string) name = (record.Tenant, record.Path.User, session);
        if (_sessions.TryGetValue(name, out LinkedListNode<Kept>? node))
        {
            _order.Remove(node);
        }
        else
        {
            _sessions[name] = node = new LinkedListNode<Kept>(new Kept(record.Tenant, record.Path.User, session));
            Forget();
        }

        _order.AddLast(node);
        node.Value.Add(record);
    }

    /// <summary>The sessions, the one that was used last first.</summary>
    public IEnumerable<SessionUse> Sessions() => _order.Reverse().Select(static kept => kept.ToUse());

    /// <summary>The sessions as they are stored.</summary>
    public ImmutableArray<SessionUse> Save() => [.. _order.Select(static kept => kept.ToUse())];

    /// <summary>The book that <see cref="Save"/> was asked of.</summary>
    public static SessionBook Restore(ImmutableArray<SessionUse> sessions)
    {
        var book = new SessionBook();
        foreach (SessionUse use in sessions.IsDefault ? [] : sessions)
        {
            book._sessions[(use.Tenant, use.User, use.Id)] = book._order.AddLast(new Kept(use));
        }

        return book;
    }

    private void Forget()
    {
        if (_sessions.Count > MostSessions && _order.First is { } longest)
        {
            _order.RemoveFirst();
            _sessions.Remove((longest.Value.Tenant, longest.Value.User, longest.Value.Id));
        }
    }

    private sealed class Kept(string tenant, string user, string id)
    {
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
        private readonly List<AgentUse> _agents = [];
        private string? _team;
        private DateTimeOffset _last;

        public Kept(SessionUse use)
            : this(use.Tenant, use.User, use.Id)
        {
            (_team, _last) = (use.Team, use.Last);
            foreach (AgentUse agent in use.Agents)
            {
                Place(agent);
            }
        }

        public string Tenant => tenant;

        public string User => user;

        public string Id => id;

        public void Add(UsageRecord record)
        {
            (_team, _last) = (record.Path.Team, record.At > _last ? record.At : _last);
            string agent = record.Origin.Agent ?? "";
            bool isKnown = _places.TryGetValue(agent, out int place);
            if (!isKnown && _agents.Count > MostAgents)
            {
                agent = UsageBook.Others;
                isKnown = _places.TryGetValue(agent, out place);
            }

            if (isKnown)
            {
                _agents[place] = _agents[place].Add(record);
            }
            else
            {
                string? parent = agent == UsageBook.Others ? null : record.Origin.ParentAgent;
                Place(new AgentUse(agent, parent, record.Origin.Model, record.At, record.At, UsageSum.Of(record)));
            }
        }

        public SessionUse ToUse() => new(tenant, user, id, _team, _last, [.. _agents]);

        private void Place(AgentUse agent)
        {
            _places[agent.Agent] = _agents.Count;
            _agents.Add(agent);
        }
    }
}
