namespace Router.Core.Routing;

/// <summary>Patterns of model names: <c>*</c> stands for any run of characters.</summary>
public static class NamePattern
{
    /// <summary>Whether a name matches, letter case included.</summary>
    public static bool Matches(string pattern, ReadOnlySpan<char> name)
    {
        string[] parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return name.SequenceEqual(pattern);
        }

        if (!name.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        name = name[parts[0].Length..];
        foreach (string part in parts.AsSpan(1, parts.Length - 2))
        {
            int found = name.IndexOf(part, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            name = name[(found + part.Length)..];
        }

        return name.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}
