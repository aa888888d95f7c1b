using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Router.Protocol.OpenAI;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Reads tool calls in the forms that models were trained to write.
/// <code>
/// &lt;tool_call&gt;{"name": "Bash", "arguments": {"command": "ls"}}&lt;/tool_call&gt;
/// &lt;function=Bash&gt;&lt;parameter=command&gt;ls&lt;/parameter&gt;&lt;/function&gt;
/// &lt;invoke name="Bash"&gt;&lt;parameter name="command"&gt;ls&lt;/parameter&gt;&lt;/invoke&gt;
/// &lt;tool_call&gt;Bash&lt;arg_key&gt;command&lt;/arg_key&gt;&lt;arg_value&gt;ls&lt;/arg_value&gt;&lt;/tool_call&gt;
/// </code>
/// </summary>
internal static partial class LeakedCallReader
{
    private const RegexOptions Options = RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int Patience = 200; // milliseconds; the patterns are linear, this is the last fence

    /// <summary>The calls of one captured piece; empty when any part of it can't be read.</summary>
    /// <param name="captured">The piece with its tags.</param>
    /// <param name="closing">Its closing tag, which may be missing at the end.</param>
    public static List<LeakedCall> Read(ReadOnlySpan<byte> captured, ReadOnlySpan<byte> closing)
    {
        string text = Encoding.UTF8.GetString(captured);
        string end = Encoding.UTF8.GetString(closing);
        try
        {
            return end is "</function>" or "</invoke>" ? ReadTagged(text.EndsWith(end, StringComparison.Ordinal) ? text : text + end) : ReadWrapped(text, end);
        }
        catch (RegexMatchTimeoutException)
        {
            return []; // text that no model writes stays text
        }
    }

    private static List<LeakedCall> ReadWrapped(string text, string end)
    {
        string inside = text[(text.IndexOf('>', StringComparison.Ordinal) + 1)..];
        inside = (inside.EndsWith(end, StringComparison.Ordinal) ? inside[..^end.Length] : inside).Trim();
        if (inside.StartsWith('{'))
        {
            return ReadJson(Encoding.UTF8.GetBytes(inside));
        }

        return inside.StartsWith('<') ? ReadTagged(inside) : ReadPairs(inside);
    }

    private static List<LeakedCall> ReadJson(byte[] json)
    {
        if (!JsonCursor.TryWhole(json, out JsonRange whole) || JsonCursor.Text(json, JsonCursor.Find(json, whole, "name"u8)) is not { } name || !IsName(name))
        {
            return [];
        }

        JsonRange input = JsonCursor.Find(json, whole, "arguments"u8);
        input = input.HasValue ? input : JsonCursor.Find(json, whole, "parameters"u8);
        byte[] raw = input.IsText ? Encoding.UTF8.GetBytes(JsonCursor.Text(json, input)!) : input.HasValue ? input.In(json).ToArray() : "{}"u8.ToArray();
        return JsonCursor.TryWhole(raw, out JsonRange value) && value.IsObject ? [new LeakedCall(name, raw)] : [];
    }

    private static List<LeakedCall> ReadTagged(string text)
    {
        List<LeakedCall> calls = [];
        int position = 0;
        foreach (Match match in Call().Matches(text))
        {
            if (!string.IsNullOrWhiteSpace(text[position..match.Index]) || !IsName(match.Groups["name"].Value)
                || !TryInput(match.Groups["inside"].Value, Parameter(), out byte[] input))
            {
                return [];
            }

            calls.Add(new LeakedCall(match.Groups["name"].Value, input));
            position = match.Index + match.Length;
        }

        return string.IsNullOrWhiteSpace(text[position..]) ? calls : [];
    }

    private static List<LeakedCall> ReadPairs(string inside)
    {
        int pairs = inside.IndexOf('<', StringComparison.Ordinal);
        string name = (pairs < 0 ? inside : inside[..pairs]).Trim();
        return IsName(name) && TryInput(pairs < 0 ? "" : inside[pairs..], Pair(), out byte[] input) ? [new LeakedCall(name, input)] : [];
    }

    private static bool TryInput(string inside, Regex pattern, out byte[] input)
    {
        var buffer = new ArrayBufferWriter<byte>();
        int position = 0;
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (Match match in pattern.Matches(inside))
            {
                if (!string.IsNullOrWhiteSpace(inside[position..match.Index]))
                {
                    break;
                }

                json.WritePropertyName(match.Groups["key"].Value.Trim());
                WriteValue(json, match.Groups["value"].Value);
                position = match.Index + match.Length;
            }

            json.WriteEndObject();
        }

        input = buffer.WrittenSpan.ToArray();
        return string.IsNullOrWhiteSpace(inside[position..]);
    }

    /// <summary>The schema is not known here: what reads as a number, a truth value, an object or an array is one.</summary>
    private static void WriteValue(Utf8JsonWriter json, string value)
    {
        string trimmed = value.Trim();
        bool isLiteral = trimmed is "true" or "false" or "null" || trimmed.StartsWith('{') || trimmed.StartsWith('[') || Number().IsMatch(trimmed);
        if (isLiteral && JsonCursor.TryWhole(Encoding.UTF8.GetBytes(trimmed), out _))
        {
            json.WriteRawValue(trimmed, skipInputValidation: true);
            return;
        }

        // Models put a value on lines of its own; the two line breaks belong to the tags.
        string text = value.StartsWith("\r\n", StringComparison.Ordinal) ? value[2..] : value.StartsWith('\n') ? value[1..] : value;
        json.WriteStringValue(text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text);
    }

    private static bool IsName(string name) => Name().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.:\-]{0,127}\z", Options, Patience)]
    private static partial Regex Name();

    [GeneratedRegex(@"^-?\d{1,15}(\.\d{1,15})?\z", Options, Patience)]
    private static partial Regex Number();

    [GeneratedRegex(@"<function=""?(?<name>[^>""]*)""?\s*>(?<inside>.*?)</function>|<invoke name=""?(?<name>[^>""]*)""?\s*>(?<inside>.*?)</invoke>", Options, Patience)]
    private static partial Regex Call();

    [GeneratedRegex(@"<parameter(=| name=)""?(?<key>[^>""]*)""?\s*>(?<value>.*?)</parameter>", Options, Patience)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"<arg_key>(?<key>.*?)</arg_key>\s*<arg_value>(?<value>.*?)</arg_value>", Options, Patience)]
    private static partial Regex Pair();
}
