namespace Router.Api.Import.Drafting;

/// <summary>Finds where in a source a key of the drafted file comes from.</summary>
internal static class DraftOrigin
{
    /// <summary>The nearest comment on the way to a key; null when none is on it.</summary>
    /// <param name="root">The file's object.</param>
    /// <param name="key">The key as the loader names it: <c>providers.local.baseUrl</c>, <c>models["a.b"].targets[0]</c>.</param>
    public static string? Of(DraftObject root, string key) => Find(root, key, null);

    private static string? Find(DraftObject of, string key, string? nearest)
    {
        foreach (DraftMember member in of.Members)
        {
            if (Behind(key, member.Name) is { } rest)
            {
                nearest = member.Comment ?? nearest;
                return member.Object is { } inner ? Find(inner, rest, nearest) : nearest;
            }
        }

        return nearest;
    }

    /// <summary>What follows a name in a key; null when the key does not begin with it.</summary>
    private static string? Behind(string key, string name)
    {
        string quoted = $"[\"{name}\"]";
        string step = key.StartsWith('[') ? quoted : name;
        return !key.StartsWith(step, StringComparison.Ordinal) ? null : key[step.Length..] switch
        {
            "" => "",
            ['.', ..] and var rest => rest[1..],
            ['[', ..] and var rest => rest,
            _ => null,
        };
    }
}
