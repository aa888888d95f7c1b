using System.Globalization;

namespace Chaos.Kills;

/// <summary>What came of kills.</summary>
/// <param name="Rounds">How often it was killed under load.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Asked">Requests that reached the provider.</param>
/// <param name="Answered">Requests whose client has the whole answer.</param>
/// <param name="Keys">Keys that were made.</param>
/// <param name="Secrets">Vault entries that were put.</param>
/// <param name="Budgets">Budgets that were held against the sum of their records.</param>
/// <param name="Endings">How often requests ended how, by their records.</param>
/// <param name="Problems">What must not be; empty when all is well.</param>
public sealed record KillReport(int Rounds, int Seed, int Asked, int Answered, int Keys, int Secrets, int Budgets, IReadOnlyDictionary<string, int> Endings, IReadOnlyList<string> Problems)
{
    private const int MostShown = 20;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rounds} kills, seed {Seed}: {Asked} requests reached the provider, {Answered} were answered to the last byte, {Keys} keys made, {Secrets} vault entries put, {Budgets} budgets added up; {string.Join(", ", Endings.Select(ending => $"{ending.Key} {ending.Value}"))}\n{(Problems.Count == 0 ? "every one is in the journal exactly once, and the budgets are the sums of the records" : $"{Problems.Count} problems:\n{string.Join('\n', Problems.Take(MostShown))}")}");
}
