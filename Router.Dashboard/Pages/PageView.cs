using System.Collections.Frozen;
using Router.Core.AdminContract;
using Router.Dashboard.Acts;

namespace Router.Dashboard.Pages;

/// <summary>What an answer shows.</summary>
/// <param name="Title">The page's name.</param>
/// <param name="Body">The component that is it.</param>
internal sealed record PageView(string Title, Type Body)
{
    /// <summary>What the component is told.</summary>
    public IDictionary<string, object> Parameters { get; init; } = FrozenDictionary<string, object>.Empty;

    /// <summary>Whether it stands without the navigation.</summary>
    public bool IsAlone { get; init; }

    /// <summary>What was just done; null for nothing.</summary>
    public string? Done { get; init; }

    /// <summary>What was just refused; null for nothing.</summary>
    public AdminProblem? Why { get; init; }

    /// <summary>The form that was just refused; null for none.</summary>
    public FormEcho? Echo { get; init; }

    /// <summary>The answer's HTTP status, unless the page finds that what it is about is not there.</summary>
    public int Status { get; init; } = 200;

    /// <summary>What the page finds.</summary>
    public PageStatus Found { get; } = new();
}
