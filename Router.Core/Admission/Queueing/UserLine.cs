namespace Router.Core.Admission.Queueing;

/// <summary>The tickets of one user, oldest first.</summary>
internal sealed class UserLine(string user)
{
    public string User { get; } = user;

    public LinkedList<Ticket> Tickets { get; } = new();
}
