using System.Buffers;

namespace Router.Core.Tenancy;

/// <summary>Ids of tenants, teams and users, wherever they are given.</summary>
public static class IdText
{
    /// <summary>The most letters.</summary>
    public const int Longest = 64;

    /// <summary>What an id must be, behind its field.</summary>
    public static readonly string Rule = $"must be 1 to {Longest} letters, digits and . _ @ + -, beginning with a letter or digit";

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._@+-");

    /// <summary>Whether a text is an id.</summary>
    public static bool IsId(string? text) => text is { Length: > 0 and <= Longest } && char.IsAsciiLetterOrDigit(text[0]) && !text.AsSpan().ContainsAnyExcept(Letters);
}
