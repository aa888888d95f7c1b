using System.Collections.Immutable;
using Router.Core.Admission.State;

namespace Router.Core.Admission.Queueing;

/// <summary>
/// Lines of one class, one a user, that take turns. A user who comes joins behind the others, so between two turns of a user every other user who
/// waits has exactly one, however many tickets they hold.
/// </summary>
internal sealed class FairLines
{
    private readonly LinkedList<UserLine> _ring = new();
    private readonly Dictionary<string, LinkedListNode<UserLine>> _byUser = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    /// <summary>The sum of their tokens.</summary>
    public long Tokens { get; private set; }

    /// <summary>Whose turn it is; null when nobody waits.</summary>
    public Ticket? Next => _ring.First?.Value.Tickets.First!.Value;

    public IEnumerable<Ticket> All => _ring.SelectMany(line => line.Tickets);

    public void Add(Ticket ticket)
    {
        if (!_byUser.TryGetValue(ticket.Request.User, out LinkedListNode<UserLine>? line))
        {
            line = _ring.AddLast(new UserLine(ticket.Request.User));
            _byUser.Add(ticket.Request.User, line);
        }

        line.Value.Tickets.AddLast(ticket);
        Count++;
        Tokens += ticket.Request.Tokens;
    }

    /// <summary>Takes the next ticket; its user's other tickets go behind everyone else's.</summary>
    public Ticket Take()
    {
        LinkedListNode<UserLine> line = _ring.First!;
        Ticket ticket = line.Value.Tickets.First!.Value;
        Remove(ticket);
        if (line.List is not null)
        {
            _ring.Remove(line);
            _ring.AddLast(line);
        }

        return ticket;
    }

    public void Remove(Ticket ticket)
    {
        LinkedListNode<UserLine> line = _byUser[ticket.Request.User];
        line.Value.Tickets.Remove(ticket);
        Count--;
        Tokens -= ticket.Request.Tokens;
        if (line.Value.Tickets.Count == 0)
        {
            _ring.Remove(line);
            _byUser.Remove(line.Value.User);
        }
    }

    /// <summary>Who must make room: the newest ticket of the longest line, of a user's own line when no other is longer.</summary>
    public Ticket Newest(string user)
    {
        UserLine? longest = _byUser.GetValueOrDefault(user)?.Value;
        foreach (UserLine line in _ring)
        {
            longest = longest is null || line.Tickets.Count > longest.Tickets.Count ? line : longest;
        }

        return longest!.Tickets.Last!.Value;
    }

    /// <summary>About how many turns come before a new ticket of a user.</summary>
    public int Ahead(string user)
    {
        int own = _byUser.GetValueOrDefault(user)?.Value.Tickets.Count ?? 0;
        return (int)Math.Min(Count, (long)(own + 1) * _ring.Count);
    }

    public ImmutableArray<ImmutableArray<TicketState>> Save() =>
        [.. _ring.Select(line => line.Tickets.Select(ticket => new TicketState(ticket.Request, ticket.Deadline)).ToImmutableArray())];
}
