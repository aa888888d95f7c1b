using System.Text.Json;
using Router.Protocol.Json;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>Takes tools out of the list of <c>tools</c>, and out of those that stay what the provider would refuse.</summary>
internal sealed class ToolList(RequestShape shape, DegradationNotes notes)
{
    private readonly HashSet<string> _serverTools = new(StringComparer.Ordinal);

    /// <summary>Edits within tools that stay.</summary>
    public List<BodyEdit> Inner { get; } = [];

    /// <summary>The list's elements, those that go marked to be cut.</summary>
    public ElementCuts Cut(ReadOnlySpan<byte> tools, int offset)
    {
        var cuts = new ElementCuts();
        var reader = new Utf8JsonReader(tools, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int start = (int)reader.TokenStartIndex;
            bool isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            int end = (int)reader.BytesConsumed;
            bool cut = isObject && IsCut(tools[start..end]);
            cuts.Add(offset + start, offset + end, cut);
            if (isObject && !cut && (shape.RemoveServerTools || shape.ReduceCacheMarks || shape.RemoveToolMembers.Count > 0))
            {
                Simplify(tools[start..end], offset + start);
            }
        }

        return cuts;
    }

    /// <summary>Whether a tool of this name was, or had to be, taken out.</summary>
    public bool Lacks(string name) => shape.RemoveTools.Contains(name) || _serverTools.Contains(name);

    private bool IsCut(ReadOnlySpan<byte> tool)
    {
        string? name = FieldValue.Text(tool, "name"u8);
        if (name is not null && shape.RemoveTools.Contains(name))
        {
            return true;
        }

        if (!shape.RemoveServerTools || FieldValue.Text(tool, "type"u8) is not { } type || type == "custom")
        {
            return false;
        }

        notes.Add(type.StartsWith("web_search_", StringComparison.Ordinal) ? "web-search-dropped" : AnthropicTools.NoteOf(type));
        if (name is not null)
        {
            _serverTools.Add(name);
        }

        return true;
    }

    /// <summary>Examples and callers belong to the same beta as deferral.</summary>
    private static bool IsServers(string member) => member is "defer_loading" or "input_examples" or "allowed_callers";

    /// <summary>A deferred tool is simply offered: the provider has no search that would find it.</summary>
    private void Simplify(ReadOnlySpan<byte> tool, int offset)
    {
        var members = new ElementCuts();
        var reader = new Utf8JsonReader(tool, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int start = (int)reader.TokenStartIndex;
            bool isCut = JsonText.Find(reader) is { } name && (shape.RemoveToolMembers.Contains(name) || (shape.RemoveServerTools && IsServers(name)));
            bool isMark = JsonText.Is(reader, "cache_control"u8);
            reader.Read();
            int valueStart = (int)reader.TokenStartIndex;
            reader.Skip();
            int end = (int)reader.BytesConsumed;
            members.Add(offset + start, offset + end, isCut);
            if (isMark && !isCut && shape.ReduceCacheMarks)
            {
                CacheMarks.Reduce(tool[valueStart..end], offset + valueStart, Inner);
            }
        }

        Inner.AddRange(members.ToEdits());
    }
}
