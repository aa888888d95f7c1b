using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>One call of a client tool in the history.</summary>
/// <param name="Use">The <c>tool_use</c> block.</param>
/// <param name="Id">Its id toward the provider, unique in the conversation.</param>
internal sealed record ToolCall(JsonElement Use, string Id)
{
    /// <summary>The <c>tool_result</c> block; null when the call was never answered.</summary>
    public JsonElement? Result { get; set; }
}
