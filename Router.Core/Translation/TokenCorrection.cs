using System.Collections.Immutable;

namespace Router.Core.Translation;

/// <summary>
/// Learns, for each provider and model, how many tokens it counts for one that was estimated, and corrects estimates by it: tokenizers and
/// templates differ, and a client decides by these numbers when to compact. An entity: one owner at a time, no clock, no I/O; memory bounded by
/// <see cref="Capacity"/>.
/// </summary>
public sealed class TokenCorrection
{
    /// <summary>Provider and model pairs that are remembered; beyond it the one that was reported longest ago goes.</summary>
    public const int Capacity = 1_000;

    /// <summary>Requests estimated smaller than this teach nothing: in them the template weighs more than the text.</summary>
    public const long SmallestLesson = 500;

    // Wider than any two tokenizers differ; what lies outside was no report of this request's input.
    private const double Lowest = 0.5, Highest = 2.5;

    // The first reports are averaged, later ones smoothed exponentially.
    private const double Smoothing = 0.1;

    private readonly Dictionary<(string Provider, string Model), Lesson> _lessons = [];
    private long _reports;

    /// <summary>An estimate as the provider would count it: the estimate itself while nothing is known of the model.</summary>
    /// <returns>Tokens, ≥ 1.</returns>
    public long Correct(string provider, string model, long estimate) =>
        Math.Max(1, _lessons.TryGetValue((provider, model), out Lesson lesson) ? (long)Math.Round(estimate * lesson.Ratio) : estimate);

    /// <summary>Learns from an answer.</summary>
    /// <param name="provider">The provider's name.</param>
    /// <param name="model">The model's name at the provider.</param>
    /// <param name="estimated">The estimate before correction, in tokens.</param>
    /// <param name="reported">What the provider reported: uncached input, cache reads and cache writes together.</param>
    public void Learn(string provider, string model, long estimated, long reported)
    {
        if (estimated < SmallestLesson || reported <= 0)
        {
            return;
        }

        double ratio = Math.Clamp((double)reported / estimated, Lowest, Highest);
        (string, string) key = (provider, model);
        if (!_lessons.TryGetValue(key, out Lesson before) && _lessons.Count >= Capacity)
        {
            _lessons.Remove(_lessons.MinBy(pair => pair.Value.LastReport).Key);
        }

        double weight = Math.Max(Smoothing, 1.0 / (before.Samples + 1));
        _lessons[key] = new Lesson(before.Ratio + (weight * (ratio - before.Ratio)), before.Samples + 1, ++_reports);
    }

    /// <summary>All that was learnt, the longest unreported first.</summary>
    public ImmutableArray<TokenRatio> Snapshot() =>
        [.. _lessons.OrderBy(pair => pair.Value.LastReport).Select(pair => new TokenRatio(pair.Key.Provider, pair.Key.Model, pair.Value.Ratio, pair.Value.Samples))];

    /// <summary>Goes on where a snapshot ended. Ratios out of range are brought into it; of too many the last ones stay.</summary>
    public static TokenCorrection Restore(IEnumerable<TokenRatio> snapshot)
    {
        var correction = new TokenCorrection();
        foreach (TokenRatio ratio in snapshot.TakeLast(Capacity))
        {
            correction._lessons[(ratio.Provider, ratio.Model)] =
                new Lesson(double.IsNaN(ratio.Ratio) ? 1 : Math.Clamp(ratio.Ratio, Lowest, Highest), Math.Max(1, ratio.Samples), ++correction._reports);
        }

        return correction;
    }

    private readonly record struct Lesson(double Ratio, long Samples, long LastReport);
}
