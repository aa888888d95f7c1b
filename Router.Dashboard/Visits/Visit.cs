using System.Globalization;
using Microsoft.Extensions.Primitives;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;
using Router.Dashboard.Pages;

namespace Router.Dashboard.Visits;

/// <summary>One view of a page: who looks, at what, when. All addresses are relative, so that they hold behind any prefix.</summary>
public sealed class Visit
{
    /// <summary>Who is signed in.</summary>
    public required Principal Caller { get; init; }

    /// <summary>The page below the dashboard's root, without slashes at its ends; empty for the overview.</summary>
    public required string Path { get; init; }

    /// <summary>The parameters, in the order in which they came. Of one name the first counts.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Query { get; init; }

    /// <summary>What the page's forms carry.</summary>
    public required string FormToken { get; init; }

    /// <summary>The time of the view.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>light or dark; null for what the system says.</summary>
    public string? Theme { get; init; }

    /// <summary>Where the browser is when that is not <see cref="Path"/>: the answer to a form shows the form's page at the form's own address.</summary>
    public string? Address { get; init; }

    /// <summary>The way from where the browser is to the dashboard's root.</summary>
    public string Root => (Address ?? Path).Count(static letter => letter == '/') switch { 0 => "./", var depth => string.Concat(Enumerable.Repeat("../", depth)) };

    /// <summary>Where live changes of this view come from.</summary>
    public string LiveAddress => $"{Root}live{Text([new("of", Path), .. Query])}";

    /// <summary>Where a form leads back to: this view, seen from the dashboard's root.</summary>
    public string Here => EscapedPath + Text(Query);

    // The path came decoded: as part of an address it is escaped again.
    private string EscapedPath => string.Join('/', Path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>A parameter; null when it is not given or empty.</summary>
    public string? this[string name] => Query.FirstOrDefault(pair => pair.Key == name).Value is { Length: > 0 } value ? value : null;

    /// <summary>The address of another page.</summary>
    /// <param name="path">Below the dashboard's root; its parameters may stand behind it.</param>
    public string Link(string path) => Root + path;

    /// <summary>The address of a page with parameters; those without a value are left out.</summary>
    public string Link(string path, params IEnumerable<(string Name, string? Value)> parameters) => Root + path + Text(Pairs(parameters));

    /// <summary>The address of this view with some parameters changed; null takes one away.</summary>
    public string With(params (string Name, string? Value)[] changes)
    {
        IEnumerable<KeyValuePair<string, string>> rest = Query.Where(pair => !changes.Any(change => change.Name == pair.Key));
        return Root + EscapedPath + Text(rest.Concat(Pairs(changes)));
    }

    /// <summary>How far the caller's reach goes.</summary>
    public Scope Reach(Operation operation) => AccessTable.Reach(Caller.Role, string.Equals(Caller.Tenant, Tenant.DefaultId, StringComparison.OrdinalIgnoreCase), operation);

    /// <summary>Whether the caller may do something at all.</summary>
    public bool May(Operation operation) => Reach(operation) != Scope.None;

    /// <summary>Parameters as they come with a request. What was just done is said once: no address on the page keeps it.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IEnumerable<KeyValuePair<string, StringValues>> query) =>
        [.. query.Where(static pair => pair.Key != DoneWords.Parameter && pair.Value is [{ Length: > 0 and <= 400 }, ..]).Take(20).Select(static pair => KeyValuePair.Create(pair.Key, pair.Value[0]!))];

    private static IEnumerable<KeyValuePair<string, string>> Pairs(IEnumerable<(string Name, string? Value)> parameters) =>
        parameters.Where(static pair => !string.IsNullOrEmpty(pair.Value)).Select(static pair => KeyValuePair.Create(pair.Name, pair.Value!));

    private static string Text(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        string text = string.Join('&', parameters.Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")));
        return text.Length == 0 ? "" : "?" + text;
    }
}
