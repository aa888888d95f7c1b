using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Decides which deferred tools are offered. Chat completions know no deferred loading, so a tool is there or it is not: while the client has
/// a search tool of its own, a deferred tool is left out until the conversation loads it; without one the model could never ask for it, so all are offered.
/// </summary>
internal sealed class ToolDeferral
{
    // Claude Code sends it only to keep the list of deferred tools from being empty.
    private const string Placeholder = "DeferredToolPlaceholder";
    private static readonly string[] SearchTools = ["ToolSearch", "tool_search"];

    private readonly Conversation _conversation;
    private readonly string? _chosen;
    private readonly bool _canSearch;

    public ToolDeferral(JsonElement.ArrayEnumerator tools, Conversation conversation, RequestContext context)
    {
        _conversation = conversation;
        _chosen = context.Request.Member("tool_choice"u8).Member("name"u8).Text;
        _canSearch = tools.Any(tool => !IsDeferred(tool) && tool.Member("name"u8).Text is { } name
            && SearchTools.Contains(name, StringComparer.Ordinal) && !context.Terms.RemoveTools.Contains(name));
    }

    public bool LeavesOut(JsonElement tool, string name) =>
        name == Placeholder
        || _conversation.RemovedTools.Contains(name)
        || (IsDeferred(tool) && _canSearch && name != _chosen && !_conversation.NamedTools.Contains(name));

    private static bool IsDeferred(JsonElement tool) => tool.Member("defer_loading"u8).IsTrue;
}
