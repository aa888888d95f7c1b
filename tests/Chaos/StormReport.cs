using System.Globalization;
using System.Text;

namespace Chaos;

/// <summary>What came of a run.</summary>
public sealed record StormReport
{
    private const int MostShown = 20;

    /// <summary>How often which ending.</summary>
    public required IReadOnlyDictionary<string, int> Endings { get; init; }

    /// <summary>How often providers did what.</summary>
    public required IReadOnlyDictionary<DeedKind, int> Deeds { get; init; }

    /// <summary>What must not be; empty when all is well.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Attempts that reached a provider.</summary>
    public required int Attempts { get; init; }

    /// <summary>How far managed memory is above its state after the warm-up, in bytes.</summary>
    public long Growth { get; init; }

    /// <summary>Connections to providers that wait in pools at the end.</summary>
    public long Pooled { get; init; }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach ((string ending, int count) in Endings.Where(pair => !pair.Key.StartsWith(Ending.Bad, StringComparison.Ordinal)).OrderByDescending(pair => pair.Value))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{count,7}  {ending}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"{Attempts} attempts reached a provider: {string.Join(", ", Deeds.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"))}");
        text.AppendLine(CultureInfo.InvariantCulture, $"managed memory: {Growth / 1024} KiB above its state after the warm-up; {Pooled} idle connections in pools");
        return text.AppendJoin('\n', Problems.Take(MostShown).Prepend(Problems.Count == 0 ? "every client got exactly one well-formed ending, and nothing is held" : $"{Problems.Count} problems:")).ToString();
    }
}
