using System.Collections.Immutable;

namespace Router.Core.AdminContract;

/// <summary>Makes pages of lists.</summary>
public static class AdminPages
{
    /// <summary>A list that is told in one page.</summary>
    public static AdminPage<T> Whole<T>(IEnumerable<T> items) => new([.. items], HasMore: false, LastId: null);

    /// <summary>The first entries as a page.</summary>
    /// <param name="items">The entries from the first of the page on: of those behind it one is enough.</param>
    /// <param name="limit">The most entries.</param>
    /// <param name="id">An entry's id.</param>
    public static AdminPage<T> First<T>(IEnumerable<T> items, int limit, Func<T, string> id)
    {
        T[] found = [.. items.Take(limit + 1)];
        ImmutableArray<T> shown = [.. found.Take(limit)];
        return new AdminPage<T>(shown, found.Length > limit, shown.IsEmpty ? null : id(shown[^1]));
    }
}
