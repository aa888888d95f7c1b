using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Router.Core.Configuration.Reading;

/// <summary>
/// One value of router.json with its path. Reading a value of the wrong kind adds a problem that names the key and the fix, and yields
/// null, so that reading goes on and every problem is found in one pass.
/// </summary>
internal readonly struct ConfigNode(JsonElement element, string path, ICollection<ConfigProblem> problems)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Path { get; } = path;

    public JsonValueKind Kind => element.ValueKind;

    /// <summary>The value as plain JSON: without the comments and trailing commas that router.json may hold.</summary>
    public string PlainJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            element.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public void Refuse(string text) => problems.Add(new ConfigProblem(Path, text));

    public string? Text()
    {
        if (element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        Refuse("must be a text in quotes" + (element.ValueKind == JsonValueKind.String ? " that is not empty" : ""));
        return null;
    }

    public bool? Flag()
    {
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.GetBoolean();
        }

        Refuse("must be true or false, without quotes");
        return null;
    }

    public long? Count(long minimum, long maximum = int.MaxValue)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long count) && count >= minimum && count <= maximum)
        {
            return count;
        }

        Refuse($"must be a whole number from {minimum} to {maximum}");
        return null;
    }

    public decimal? Amount()
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out decimal amount) && amount >= 0)
        {
            return amount;
        }

        Refuse("must be a number of 0 or more");
        return null;
    }

    public TimeSpan? Duration(TimeSpan minimum, TimeSpan? maximum = null)
    {
        if (element.ValueKind == JsonValueKind.String && DurationText.TryParse(element.GetString()!, out TimeSpan duration)
            && duration >= minimum && duration <= (maximum ?? duration))
        {
            return duration;
        }

        Refuse("must be a duration such as \"500ms\", \"5s\", \"2m\", \"1h\" or \"30d\"" + (minimum > TimeSpan.Zero ? $", at least {DurationText.Write(minimum)}" : "")
            + (maximum is { } longest ? $", at most {DurationText.Write(longest)}" : ""));
        return null;
    }

    public long? Size(int unit)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long size) && size > 0)
        {
            return size;
        }

        if (element.ValueKind == JsonValueKind.String && SizeText.TryParse(element.GetString()!, unit, out size) && size > 0)
        {
            return size;
        }

        Refuse("must be a size such as 8000, \"8k\" or \"256m\"");
        return null;
    }

    public T? Choice<T>(FrozenDictionary<string, T> choices)
        where T : struct
    {
        string list = string.Join(", ", choices.Keys.Order(StringComparer.Ordinal).Select(choice => $"\"{choice}\""));
        if (element.ValueKind == JsonValueKind.String)
        {
            string text = element.GetString()!;
            if (choices.TryGetValue(text, out T choice))
            {
                return choice;
            }

            Refuse($"\"{text}\" is none of {list}{Spelling.Suggest(text, choices.Keys)}");
            return null;
        }

        Refuse($"must be one of {list}");
        return null;
    }

    public string? OneOf(params string[] choices)
    {
        string? given = element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        string? found = Array.Find(choices, choice => string.Equals(choice, given, StringComparison.Ordinal));
        if (found is null)
        {
            string suggestion = given is null ? "" : Spelling.Suggest(given, choices);
            Refuse($"must be one of {string.Join(", ", choices.Select(choice => $"\"{choice}\""))}{suggestion}");
        }

        return found;
    }

    public ImmutableArray<ConfigNode> Items()
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Refuse("must be a list in square brackets");
            return [];
        }

        ICollection<ConfigProblem> sink = problems;
        string parent = Path;
        return [.. element.EnumerateArray().Select((item, index) => new ConfigNode(item, KeyPath.Item(parent, index), sink))];
    }

    public ImmutableArray<string> Texts() => [.. Items().Select(item => item.Text()).OfType<string>()];

    public ObjectReader? Object()
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return new ObjectReader(element, Path, problems);
        }

        Refuse(Path.Length == 0 ? "The file must hold an object in braces, such as { \"providers\": … }." : "must be an object in braces");
        return null;
    }
}
