using Router.Core.Tenancy.Access;

namespace Router.Dashboard.Pages;

/// <summary>A page.</summary>
/// <param name="Path">Below the dashboard's root, without slashes at its ends; <c>{id}</c> stands for anything.</param>
/// <param name="Title">Its name.</param>
/// <param name="Icon">Its picture in the navigation; null when it is not there.</param>
/// <param name="Body">The component that is it.</param>
/// <param name="Operation">What it shows: whoever may not do this at all has no such page.</param>
public sealed record DashboardPage(string Path, string Title, string? Icon, Type Body, Operation Operation)
{
    /// <summary>The part of it that is told live; null for none.</summary>
    public Type? Live { get; init; }

    /// <summary>The shortest time between two of its fragments, and the longest in which nothing happens and it is looked at all the same.</summary>
    public (TimeSpan Least, TimeSpan Most) Pace { get; init; } = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));

    /// <summary>Whether a path is this page's.</summary>
    public bool Matches(string path)
    {
        string[] own = Path.Split('/');
        string[] other = path.Split('/');
        return own.Length == other.Length && own.Zip(other).All(static pair => pair.First == "{id}" ? pair.Second.Length > 0 : pair.First == pair.Second);
    }
}
