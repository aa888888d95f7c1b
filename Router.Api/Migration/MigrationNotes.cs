using System.Text;
using Router.Api.State;

namespace Router.Api.Migration;

/// <summary>What earlier runs have brought where, a line each, in a file of the folder that was moved: so a repeated run can tell what was left behind from what has changed since.</summary>
/// <param name="file">The file.</param>
internal sealed class MigrationNotes(string file)
{
    /// <summary>What was noted last.</summary>
    /// <param name="what">What was brought, a word.</param>
    /// <param name="fleet">Where.</param>
    /// <returns>How it was by then; null where it was never brought.</returns>
    public string? Find(string what, Uri fleet) => Lines.LastOrDefault(line => line.StartsWith(Start(what, fleet), StringComparison.Ordinal))?[Start(what, fleet).Length..];

    /// <summary>Notes that it was brought.</summary>
    /// <param name="what">What, a word.</param>
    /// <param name="fleet">Where.</param>
    /// <param name="state">How it is, a word.</param>
    public void Add(string what, Uri fleet, string state) => PrivateFile.Replace(file, Encoding.UTF8.GetBytes(string.Concat(Lines.Append($"{Start(what, fleet)}{state}").Select(static line => $"{line}\n"))));

    private string[] Lines => File.Exists(file) ? File.ReadAllLines(file) : [];

    private static string Start(string what, Uri fleet) => $"{what} {fleet.GetLeftPart(UriPartial.Authority)} ";
}
