using System.Globalization;
using System.Text.RegularExpressions;

namespace Router.Api.Import;

/// <summary>
/// Gives each secret of the sources an environment variable, since none may stand in router.json: the same secret always the same variable, two secrets
/// never one.
/// </summary>
internal sealed partial class SecretBook
{
    private const int Shortest = 8;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal); // by name: the secret, or $NAME for a variable of the source
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private readonly List<ImportNote> _exports = [];

    /// <summary>What to export, in the order in which it was met.</summary>
    public IReadOnlyList<ImportNote> Exports => _exports;

    /// <summary>The reference for a value that the source writes out, or that it takes from a variable of its own (<c>$NAME</c>, <c>${NAME}</c>).</summary>
    /// <param name="value">The value in the source.</param>
    /// <param name="names">Names for its variable, the best first.</param>
    /// <param name="origin">The place in the source.</param>
    public string Reference(string value, IReadOnlyList<string> names, string origin)
    {
        if (Variable().Match(value) is { Success: true } variable)
        {
            string named = variable.Groups["name"].Value;
            string own = Take([named], $"${named}");
            Tell(own, own == named ? $"{origin} takes it from there" : $"{origin} takes it from ${named}, a name that another secret has here");
            return $"env:{own}";
        }

        string name = Take([.. names.Select(Identifier)], value);
        _secrets.Add(value);
        Tell(name, $"the value of {origin}");
        return $"env:{name}";
    }

    /// <summary>Whether a value is a reference to a variable of the source's environment.</summary>
    public static bool IsVariable(string value) => Variable().IsMatch(value);

    /// <summary>Whether a text holds a secret that was given a variable. Words such as "dummy", too short to be one, may stand anywhere.</summary>
    public bool Holds(string text) => _secrets.Any(secret => secret.Length >= Shortest && text.Contains(secret, StringComparison.Ordinal));

    private void Tell(string name, string where)
    {
        string line = $"export {name}=…";
        if (!_exports.Exists(note => note.Text == line))
        {
            _exports.Add(new ImportNote(ImportNoteKind.Export, where, line));
        }
    }

    /// <summary>Takes the first name that is free, or has this very secret.</summary>
    private string Take(string[] names, string value)
    {
        bool Fits(string name) => !_variables.TryGetValue(name, out string? other) || other == value;
        string? free = Array.Find(names, Fits);
        for (int number = 2; free is null; number++)
        {
            string next = string.Create(CultureInfo.InvariantCulture, $"{names[^1]}_{number}");
            free = Fits(next) ? next : null;
        }

        _variables[free] = value;
        return free;
    }

    private static string Identifier(string name)
    {
        string text = NotInNames().Replace(name.ToUpperInvariant(), "_").Trim('_');
        return text.Length == 0 || char.IsAsciiDigit(text[0]) ? $"KEY_{text}" : text;
    }

    [GeneratedRegex(@"^\$\{?(?<name>[A-Za-z_][A-Za-z0-9_]*)\}?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    [GeneratedRegex("[^A-Z0-9_]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInNames();
}
