using System.Text.Json;

namespace Router.Core.Configuration;

/// <summary>
/// <c>ADVANCED_ENV</c>: a JSON object of more variables, as the installer of an earlier proxy's extension keeps them. Anthropic's own names in it are the provider's there, not
/// the client's.
/// </summary>
internal static class AdvancedVariables
{
    private const string Name = "ADVANCED_ENV";

    private static readonly Dictionary<string, string> OwnNames = new(StringComparer.Ordinal)
    {
        ["ANTHROPIC_API_KEY"] = "ANTHROPIC_UPSTREAM_KEY", ["ANTHROPIC_BASE_URL"] = "ANTHROPIC_UPSTREAM_BASE_URL",
    };

    /// <summary>The variables with those inside over them.</summary>
    /// <param name="variables">The environment.</param>
    /// <param name="problem">Why what is inside can't be taken; null when it can.</param>
    public static IReadOnlyDictionary<string, string> Over(IReadOnlyDictionary<string, string> variables, out string? problem)
    {
        problem = null;
        if (!variables.TryGetValue(Name, out string? text) || string.IsNullOrWhiteSpace(text))
        {
            return variables;
        }

        try
        {
            using var inside = JsonDocument.Parse(text);
            var all = new Dictionary<string, string>(variables, StringComparer.Ordinal);
            foreach (JsonProperty variable in inside.RootElement.EnumerateObject())
            {
                string value = variable.Value.ValueKind == JsonValueKind.String ? variable.Value.GetString()! : variable.Value.GetRawText();
                all[OwnNames.GetValueOrDefault(variable.Name, variable.Name)] = value;
            }

            return all;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Never its text: there are keys in it.
            problem = $"The environment variable {Name} is not a JSON object of variables; it is left out.";
            return variables;
        }
    }
}
