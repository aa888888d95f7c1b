using System.Collections.Immutable;

namespace Router.Protocol.Translation.Requests;

/// <summary>Fits Anthropic's efforts into those of a provider.</summary>
internal static class Efforts
{
    private static readonly string[] Scale = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
    private static readonly string[] OffWords = ["none", "minimal"];
    private static readonly int High = Array.IndexOf(Scale, "high");

    /// <summary>Whether a client can ask for it.</summary>
    public static bool IsKnown(string? effort) => Array.IndexOf(Scale, effort) > Array.IndexOf(Scale, "minimal");

    /// <summary>
    /// The provider's word for an effort; null when it takes none. Up to high the next stronger one stands for one that is missing, as providers
    /// do it themselves (medium is high where there are only low and high); beyond high the next weaker one.
    /// </summary>
    public static string? Fit(string effort, ImmutableArray<string> offered)
    {
        int wanted = Array.IndexOf(Scale, effort);
        List<int> ranks = [.. offered.Select(word => Array.IndexOf(Scale, word)).Where(rank => rank > Array.IndexOf(Scale, "minimal")).Order()];
        if (ranks.Count == 0)
        {
            return null;
        }

        int stronger = ranks.Find(rank => rank >= wanted && (rank == wanted || rank <= High));
        int weaker = ranks.FindLast(rank => rank <= wanted);
        return Scale[stronger > 0 ? stronger : weaker > 0 ? weaker : ranks[0]];
    }

    /// <summary>The provider's word for no thinking; null when it has none.</summary>
    public static string? Off(ImmutableArray<string> offered) => Array.Find(OffWords, word => offered.Contains(word, StringComparer.Ordinal));

    /// <summary>The least that the provider takes; null when it takes no effort.</summary>
    public static string? Weakest(ImmutableArray<string> offered) => offered.IsEmpty ? null : offered[0];
}
