namespace Router.Api.Import.Sources;

/// <summary>The variables of one file. Whoever reads one takes it; what is left at the end is told.</summary>
/// <param name="file">The file's name, for people.</param>
/// <param name="variables">Its variables; of two with one name the later counts.</param>
internal sealed class VariableSource(string file, IEnumerable<SourceVariable> variables)
{
    private readonly Dictionary<string, SourceVariable> _variables = variables.GroupBy(variable => variable.Name, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>The file's name, for people.</summary>
    public string File { get; } = file;

    /// <summary>The names of its variables.</summary>
    public IEnumerable<string> Names => _variables.Keys;

    /// <summary>Every name that was asked for, there or not.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>What nobody took.</summary>
    public IEnumerable<SourceVariable> Rest => _variables.Values.Where(variable => !_asked.Contains(variable.Name));

    /// <summary>Whether a variable is there and not empty; it is not taken.</summary>
    public bool Has(string name) => _variables.TryGetValue(name, out SourceVariable? variable) && variable.Value.Length > 0;

    /// <summary>Takes a variable; null when it is not there or empty.</summary>
    public SourceVariable? Take(string name)
    {
        _asked.Add(name);
        return Has(name) ? _variables[name] : null;
    }

    /// <summary>Takes the first of several names for the same thing that is there; the others are taken too.</summary>
    public SourceVariable? TakeFirst(IEnumerable<string> names) => names.Select(Take).ToArray().FirstOrDefault(variable => variable is not null);

    /// <summary>Takes every variable whose name begins so.</summary>
    public IReadOnlyList<SourceVariable> TakeAll(string prefix)
    {
        SourceVariable[] found = [.. _variables.Values.Where(variable => variable.Name.StartsWith(prefix, StringComparison.Ordinal) && variable.Value.Length > 0)];
        _asked.Add($"{prefix}*");
        _asked.UnionWith(found.Select(variable => variable.Name));
        return found;
    }
}
