namespace Router.Protocol.Translation;

/// <summary>
/// What a translation dropped or changed, as codes (<c>images-dropped</c>, <c>top-k-dropped</c>, …): nothing is lost silently. Each code once,
/// in the order of their first appearance.
/// </summary>
public sealed class DegradationNotes
{
    private readonly List<string> _codes = [];

    /// <summary>The codes; each holds only <c>[a-z0-9-]</c>.</summary>
    public IReadOnlyList<string> Codes => _codes;

    /// <summary>Adds a code unless it is there already.</summary>
    public void Add(string code)
    {
        if (!_codes.Contains(code, StringComparer.Ordinal))
        {
            _codes.Add(code);
        }
    }
}
