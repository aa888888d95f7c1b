using Router.Core.AdminContract.Events;

namespace Router.Fleet.Events;

/// <summary>An event on its way to other nodes: one of its parts is there.</summary>
/// <param name="Node">The node that tells it.</param>
internal sealed record EventNews(string Node)
{
    /// <summary>A message has ended.</summary>
    public RequestEnded? Request { get; init; }

    /// <summary>A budget has come to a percentage.</summary>
    public BudgetWarned? Budget { get; init; }

    /// <summary>Somebody did something.</summary>
    public AdminActed? Act { get; init; }
}
