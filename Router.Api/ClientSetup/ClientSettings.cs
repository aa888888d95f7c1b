using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Router.Api.ClientSetup;

/// <summary>Edits <c>env</c> of Claude Code's settings.json in place: whatever is not one of the variables stays as it is, to the byte.</summary>
internal static class ClientSettings
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text with the variables set.</summary>
    /// <param name="text">The file; empty for none.</param>
    /// <param name="variables">Names and values.</param>
    /// <exception cref="JsonException">It is not a JSON object, or its <c>env</c> is none.</exception>
    public static string Set(string text, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return $"{{\n  \"env\": {{\n{string.Join(",\n", variables.Select(variable => $"    {Member(variable)}"))}\n  }}\n}}\n";
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Places places = Find(bytes, [.. variables.Select(variable => variable.Key)]);
        List<(int From, int To, string Text)> edits = [.. variables.Where(variable => places.Values.ContainsKey(variable.Key))
            .Select(variable => (places.Values[variable.Key].From, places.Values[variable.Key].To, Quote(variable.Value)))];
        string[] missing = [.. variables.Where(variable => !places.Values.ContainsKey(variable.Key)).Select(Member)];
        if (missing.Length > 0)
        {
            edits.Add(places.Env >= 0
                ? (places.Env + 1, places.Env + 1, $"\n    {string.Join(",\n    ", missing)}{(places.EnvIsEmpty ? "\n  " : ",")}")
                : (places.Root + 1, places.Root + 1, $"\n  \"env\": {{\n    {string.Join(",\n    ", missing)}\n  }}{(places.RootIsEmpty ? "\n" : ",")}"));
        }

        foreach ((int from, int to, string replacement) in edits.OrderByDescending(edit => edit.From))
        {
            bytes = [.. bytes[..from], .. Encoding.UTF8.GetBytes(replacement), .. bytes[to..]];
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private static string Member(KeyValuePair<string, string> variable) => $"{Quote(variable.Key)}: {Quote(variable.Value)}";

    private static string Quote(string text) => JsonSerializer.Serialize(text, Plain);

    private static Places Find(byte[] bytes, string[] names)
    {
        var reader = new Utf8JsonReader(bytes, Options);
        var places = new Places();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("it is not a JSON object");
        }

        places.Root = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            places.RootIsEmpty = false;
            bool isEnv = reader.ValueTextEquals("env"u8);
            reader.Read();
            if (isEnv)
            {
                ReadEnv(ref reader, places, names);
            }
            else
            {
                reader.Skip();
            }
        }

        return reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? places : throw new JsonException("it is not one JSON object");
    }

    private static void ReadEnv(ref Utf8JsonReader reader, Places places, string[] names)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("its \"env\" is not an object");
        }

        places.Env = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            places.EnvIsEmpty = false;
            string name = reader.GetString()!;
            reader.Read();
            int from = (int)reader.TokenStartIndex;
            reader.Skip();
            if (names.Contains(name, StringComparer.Ordinal))
            {
                places.Values[name] = (from, (int)reader.BytesConsumed);
            }
        }
    }

    /// <summary>Where things stand in the file, in bytes.</summary>
    private sealed class Places
    {
        public int Root { get; set; } = -1;

        public bool RootIsEmpty { get; set; } = true;

        public int Env { get; set; } = -1;

        public bool EnvIsEmpty { get; set; } = true;

        public Dictionary<string, (int From, int To)> Values { get; } = new(StringComparer.Ordinal);
    }
}
