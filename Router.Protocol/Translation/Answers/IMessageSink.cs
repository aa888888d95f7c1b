using Router.Protocol.Anthropic;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Where an Anthropic message goes, one method an event. Blocks come one after the other with the indices 0, 1, 2…; texts are plain UTF-8.
/// </summary>
internal interface IMessageSink
{
    void StartMessage(string id, string model, MessageUsage usage);

    void StartText(int index);

    void StartThinking(int index);

    void StartToolUse(int index, string id, string name);

    /// <summary>A whole redacted_thinking block.</summary>
    void AddRedacted(int index, string data);

    /// <summary>Two whole blocks: server_tool_use at the index, web_search_tool_result behind it.</summary>
    void AddSearch(int index, string id, WebSearchResult search);

    void AddText(int index, ReadOnlySpan<byte> text);

    void AddThinking(int index, ReadOnlySpan<byte> text);

    void AddInput(int index, ReadOnlySpan<byte> json);

    /// <summary>The signature of the open thinking block: once, before its stop.</summary>
    void AddSignature(int index, string signature);

    void StopBlock(int index);

    void EndMessage(MessageEnd end);
}
