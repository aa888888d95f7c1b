using System.Text;
using System.Text.Json;

namespace Router.Protocol.Json;

/// <summary>Takes fields out of the top level of a JSON object, and puts fields in, without touching the rest.</summary>
public static class TopLevelFields
{
    /// <summary>
    /// The edits that cut the named fields and set others. A present field that is set is cut first; new ones stand behind the opening brace.
    /// </summary>
    /// <param name="body">One valid JSON object.</param>
    /// <param name="remove">Names to cut.</param>
    /// <param name="set">Names and values as raw JSON.</param>
    public static IReadOnlyList<BodyEdit> Change(ReadOnlySpan<byte> body, IReadOnlySet<string> remove, IReadOnlyDictionary<string, string> set)
    {
        var members = new ElementCuts();
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 512 });
        reader.Read();
        int brace = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int start = (int)reader.TokenStartIndex;
            string name = JsonText.Read(reader);
            reader.Read();
            reader.Skip();
            members.Add(start, (int)reader.BytesConsumed, remove.Contains(name) || set.ContainsKey(name));
        }

        List<BodyEdit> edits = members.ToEdits();
        if (set.Count > 0)
        {
            string fields = string.Join(',', set.Select(field => $"\"{JsonEncodedText.Encode(field.Key)}\":{field.Value}"));
            edits.Insert(0, new BodyEdit(brace + 1, 0, Encoding.UTF8.GetBytes(members.CutsAll ? fields : fields + ",")));
        }

        return edits;
    }
}
