namespace Router.Core.Tenancy.Directory.Index;

/// <summary>A team as key checks see it.</summary>
internal sealed class TeamCell
{
    private volatile Team? _team;

    public Team? Team
    {
        get => _team;
        set => _team = value;
    }
}
