using System.Collections.Immutable;
using System.Text.Json;

namespace Router.Core.Configuration.Loading;

/// <summary>A variable that says where names lead: a JSON object of texts, <c>{"from":"to"}</c>, or <c>from=to,from2=to2</c>.</summary>
public static class NameMap
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads either notation, in the order of the text.</summary>
    /// <param name="text">The variable's value.</param>
    /// <param name="names">From and to.</param>
    /// <param name="problem">What is wrong, as the end of a sentence.</param>
    public static bool TryParse(string text, out ImmutableArray<KeyValuePair<string, string>> names, out string? problem)
    {
        ImmutableArray<KeyValuePair<string, string>>.Builder found = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        problem = text.AsSpan().TrimStart().StartsWith("{") ? ReadJson(text, found) : ReadPairs(text, found);
        names = problem is null ? found.ToImmutable() : [];
        return problem is null;
    }

    private static string? ReadJson(string text, ImmutableArray<KeyValuePair<string, string>>.Builder found)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.String || member.Name.Length == 0 || member.Value.GetString() is not { Length: > 0 } to)
                {
                    return $"must lead from names to names; \"{member.Name}\" does not";
                }

                found.Add(new(member.Name, to));
            }

            return null;
        }
        catch (JsonException)
        {
            return "begins like JSON and is none; write {\"from\":\"to\"} or from=to,from2=to2";
        }
    }

    private static string? ReadPairs(string text, ImmutableArray<KeyValuePair<string, string>>.Builder found)
    {
        foreach (string pair in text.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            if (sides is not [{ Length: > 0 } from, { Length: > 0 } to])
            {
                return $"holds \"{pair}\", which is not from=to";
            }

            found.Add(new(from, to));
        }

        return null;
    }
}
