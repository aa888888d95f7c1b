using Microsoft.AspNetCore.Http;
using Router.Core.AdminContract;
using Router.Dashboard.Texts;

namespace Router.Dashboard.Acts;

/// <summary>A form that was refused, as it was sent: its page shows it again with what was typed, and each reason at its field.</summary>
public sealed class FormEcho
{
    private readonly string _act;
    private readonly IFormCollection _sent;
    private readonly AdminProblem _problem;

    internal FormEcho(string act, IFormCollection sent, AdminProblem problem) => (_act, _sent, _problem) = (act, sent, problem);

    /// <summary>Whether it was refused because somebody else was faster: then the page says what the fields hold now.</summary>
    public bool IsStale => _problem.Kind == AdminProblemKind.Stale;

    /// <summary>Whether a form of a page is this one.</summary>
    /// <param name="act">What it does.</param>
    /// <param name="names">The fields that tell it from others that do the same.</param>
    public bool IsOf(string act, IEnumerable<(string Name, string? Value)> names) => act == _act && names.All(name => _sent[name.Name] == (name.Value ?? ""));

    /// <summary>What was typed; null when the form had no such field.</summary>
    public string? Typed(string name) => _sent.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>What is wrong with a field; null for nothing.</summary>
    public string? Why(string name)
    {
        string[] reasons = [.. _problem.Fields.Where(field => FieldWords.NameOf(field) == name).Select(field => FieldWords.At(_problem.Kind, field)).Distinct(StringComparer.Ordinal)];
        return reasons.Length == 0 ? null : string.Join(' ', reasons);
    }
}
