using System.Text;

namespace Fidelity.Tests;

/// <summary>docs/fidelity.md as the claims and the tests say it.</summary>
internal static class FidelityPage
{
    private const string Head = """
        # What is proved, and by which test

        Known ways in which gateways in front of Claude Code fail, each said as what this one does instead. Nobody notices such a failure as one: a turn ends early, a
        conversation is never compacted, a tool runs with half an input. So none of them is taken on trust. Messages to and from Anthropic-style providers are passed through,
        so what is said here about their contents is about translation to and from chat completions. "Pitfall 31" in a comment is line 31 here; the numbers stay.

        This page is generated from [claims.json](../tests/Fidelity.Tests/claims.json). A claim without a test, or with a test that does not exist, fails
        `dotnet test router.slnf`, and so does a page that is not up to date; the failure says how to renew it. A link leads to the file of a test, or to
        the golden folder whose files are the proof: what came in, and what must come out.
        """;

    public static string Text()
    {
        var page = new StringBuilder(Head).Append('\n');
        foreach (ClaimGroup group in ClaimFile.Groups)
        {
            Table(page, group.Title, "| | what happens | proved by |", group.Claims.Where(claim => claim.WaitsFor is null), claim => string.Join(", ", claim.Tests.Select(test => $"[{test}]")));
        }

        Table(page, "Not built yet", "| | what will happen | waits for |", ClaimFile.Claims.Where(claim => claim.WaitsFor is not null), claim => claim.WaitsFor!);
        Links(page);
        return page.ToString();
    }

    private static void Table(StringBuilder page, string title, string head, IEnumerable<Claim> claims, Func<Claim, string> cell)
    {
        page.Append("\n## ").Append(title).Append("\n\n").Append(head).Append("\n|---|---|---|\n");
        foreach (Claim claim in claims)
        {
            page.Append("| ").Append(claim.Id).Append(" | ").Append(claim.Text).Append(" | ").Append(cell(claim)).Append(" |\n");
        }
    }

    // At the end of the page, so that its text can be read in an editor too.
    private static void Links(StringBuilder page)
    {
        page.Append('\n');
        foreach (string test in ClaimFile.Claims.SelectMany(claim => claim.Tests).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            page.Append('[').Append(test).Append("]: ../").Append(ProofFinder.Find(test)?.Path ?? "tests").Append('\n');
        }
    }
}
