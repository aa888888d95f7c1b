namespace Router.Api.Configuration;

/// <summary>Holds the snapshot in force. A request takes it once and keeps it to its end.</summary>
internal sealed class SnapshotHolder(RouterSnapshot first)
{
    private volatile RouterSnapshot _current = first;

    public RouterSnapshot Current => _current;

    public void Swap(RouterSnapshot next) => _current = next;
}
