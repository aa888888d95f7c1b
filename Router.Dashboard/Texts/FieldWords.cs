using System.Collections.Frozen;
using Router.Core.AdminContract;

namespace Router.Dashboard.Texts;

/// <summary>What the admin API says of fields, as somebody reads it who has a form before him: under the form's names, and with what its fields take.</summary>
internal static class FieldWords
{
    private const string Limit = "Use a whole number from 1; leave it empty for no limit.";

    private static readonly FrozenDictionary<string, Field> Known = new Dictionary<string, Field>(StringComparer.Ordinal)
    {
        ["id"] = new("id", "Id"),
        ["name"] = new("name", "Name"),
        ["team"] = new("team", "Team"),
        ["user"] = new("user", "User"),
        ["role"] = new("role", "Role"),
        ["models"] = new("models", "Models"),
        ["providers"] = new("providers", "Providers"),
        ["networks"] = new("networks", "Networks"),
        ["provider"] = new("provider", "For provider"),
        ["secret"] = new("secret", "Key"),
        ["expires_at"] = new("expires", "Last day", "Choose a day from today on; leave it empty for a key without end."),
        ["overlap"] = new("overlap", "The old secret", "Use a time such as 24h or 7d, at most 90 days; 0s ends it at once."),
        ["budget.usd"] = new("usd", "Budget", "Use an amount above 0 and up to a billion, such as 120.50; for no budget leave it and the percentage empty."),
        ["budget.per"] = new("per", "Per", "Choose month, week or day."),
        ["budget.soft_at"] = new("soft", "Warn only", "Use a whole number from 1 to 100; leave it empty for a budget that refuses."),
        ["limits.requests_per_minute"] = new("requests", "Requests a minute", Limit),
        ["limits.tokens_per_minute"] = new("tokens", "Tokens a minute", Limit),
        ["limits.concurrency"] = new("concurrency", "At the same time", Limit),
        ["price_multiplier"] = new("multiplier", "Times the price", "Use a number from 0 to 1000, such as 1.2; leave it empty for the price itself."),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The form's field of a field of the API; the same name for one that no form has.</summary>
    public static string NameOf(FieldProblem problem) => Find(problem)?.Name ?? problem.Field;

    /// <summary>What is wrong, in a sentence that stands at the field.</summary>
    public static string At(AdminProblemKind kind, FieldProblem problem) =>
        kind == AdminProblemKind.Invalid && Find(problem)?.Rule is { } rule ? rule : Sentence(problem.Text);

    /// <summary>The same away from the field.</summary>
    public static string Alone(AdminProblemKind kind, FieldProblem problem) =>
        kind is AdminProblemKind.Invalid or AdminProblemKind.Conflict && Find(problem) is { } field ? $"{field.Label}: {At(kind, problem)}" : At(kind, problem);

    /// <summary>What a form calls a field of the API; where none has it, its name with spaces.</summary>
    public static string LabelOf(string field) => Known.GetValueOrDefault(field)?.Label ?? field.Replace('_', ' ');

    // Of a list the API names the place: models[2].
    private static Field? Find(FieldProblem problem) => Known.GetValueOrDefault(problem.Field.Split('[')[0]);

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.".Replace("[\"*\"]", "*", StringComparison.Ordinal);

    private sealed record Field(string Name, string Label, string? Rule = null);
}
