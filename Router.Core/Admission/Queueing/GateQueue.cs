using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Router.Core.Admission.State;
using Router.Core.Admission.Windows;

namespace Router.Core.Admission.Queueing;

/// <summary>
/// Who waits. Interactive requests go first, but every eighth turn belongs to the background while it waits. Nobody overtakes the head because he
/// needs less: the head's wait stays bounded.
/// </summary>
internal sealed class GateQueue
{
    private const int TurnsBeforeBackground = 7;

    private readonly FairLines _interactive = new();
    private readonly FairLines _background = new();
    private readonly Dictionary<PermitId, Ticket> _byId = [];
    private int _passedOver;

    public int Count => _byId.Count;

    /// <summary>No patience ends earlier; never when nobody waits.</summary>
    public long NextDeadline { get; private set; } = SlidingWindow.Never;

    /// <summary>Whose turn it is; null when nobody waits.</summary>
    public Ticket? Next => IsBackgroundsTurn ? _background.Next : _interactive.Next;

    private bool IsBackgroundsTurn => _background.Count > 0 && (_interactive.Count == 0 || _passedOver >= TurnsBeforeBackground);

    public bool Contains(PermitId id) => _byId.ContainsKey(id);

    public Ticket Add(in EnterRequest request, long deadline)
    {
        Ticket ticket = new(request, deadline);
        Lines(ticket).Add(ticket);
        _byId.Add(request.Id, ticket);
        NextDeadline = Math.Min(NextDeadline, deadline);
        return ticket;
    }

    public Ticket Take()
    {
        bool background = IsBackgroundsTurn;
        Ticket ticket = (background ? _background : _interactive).Take();
        _passedOver = background || _background.Count == 0 ? 0 : _passedOver + 1;
        Forget(ticket);
        return ticket;
    }

    public bool TryRemove(PermitId id, [NotNullWhen(true)] out Ticket? ticket)
    {
        if (!_byId.TryGetValue(id, out ticket))
        {
            return false;
        }

        Lines(ticket).Remove(ticket);
        Forget(ticket);
        return true;
    }

    /// <summary>Takes out everyone whose patience ends before a time, or at it.</summary>
    public ImmutableArray<Ticket> RemoveUntil(long deadline)
    {
        ImmutableArray<Ticket> gone = [.. _interactive.All.Concat(_background.All).Where(ticket => ticket.Deadline <= deadline)];
        foreach (Ticket ticket in gone)
        {
            Lines(ticket).Remove(ticket);
            Forget(ticket);
        }

        NextDeadline = _byId.Count == 0 ? SlidingWindow.Never : _byId.Values.Min(ticket => ticket.Deadline);
        return gone;
    }

    /// <summary>Who must make room for a newcomer, perhaps himself: background before interactive, then the longest line.</summary>
    public Ticket Newest(Ticket newcomer) => (_background.Count > 0 ? _background : _interactive).Newest(newcomer.Request.User);

    /// <summary>About what is served before a new request: how many, and their tokens.</summary>
    public (long Requests, long Tokens) Ahead(in EnterRequest request)
    {
        bool background = request.Class == AdmissionClass.Background;
        FairLines own = background ? _background : _interactive;
        int ahead = own.Ahead(request.User);
        long tokens = own.Count == 0 ? 0 : own.Tokens / own.Count * ahead;
        return background ? (ahead + _interactive.Count, tokens + _interactive.Tokens) : (ahead, tokens);
    }

    public QueueState Save() => new(_interactive.Save(), _background.Save(), _passedOver);

    public void Load(QueueState state)
    {
        foreach (TicketState ticket in state.Interactive.Concat(state.Background).SelectMany(line => line))
        {
            Add(ticket.Request, ticket.Deadline);
        }

        _passedOver = state.PassedOver;
    }

    private FairLines Lines(Ticket ticket) => ticket.Request.Class == AdmissionClass.Background ? _background : _interactive;

    private void Forget(Ticket ticket)
    {
        _byId.Remove(ticket.Request.Id);
        if (_byId.Count == 0)
        {
            NextDeadline = SlidingWindow.Never;
        }

        _passedOver = _background.Count == 0 ? 0 : _passedOver;
    }
}
