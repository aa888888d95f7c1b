using System.Buffers.Text;
using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>Where the values stand that a request's shape is about; usually each once.</summary>
internal sealed class RequestFields
{
    public List<Range> Tools { get; } = [];

    public List<Range> ToolChoices { get; } = [];

    public List<(Range Value, long Tokens)> MaxTokens { get; } = [];

    public List<Range> Thinking { get; } = [];

    public List<Range> OutputConfigs { get; } = [];

    public List<Range> ContextManagement { get; } = [];

    public List<Range> Systems { get; } = [];

    public List<Range> Messages { get; } = [];

    public List<Range> CacheMarks { get; } = [];

    /// <summary>The fields for Anthropic's servers, with the notes for their loss; without one where a field is null and says nothing.</summary>
    public List<(string Name, string? Note)> ServerFields { get; } = [];

    public static RequestFields Find(ReadOnlySpan<byte> body, IReadOnlySet<string> taken)
    {
        var fields = new RequestFields();
        var walk = new MemberWalk(body);
        while (walk.IsObject && walk.Next())
        {
            Range value = walk.Start..(walk.Start + walk.Length);
            if (walk.Is("tools"u8) && !taken.Contains("tools") && walk.Kind == JsonTokenType.StartArray)
            {
                fields.Tools.Add(value);
            }
            else if (walk.Is("tool_choice"u8) && !taken.Contains("tool_choice"))
            {
                fields.ToolChoices.Add(value);
            }
            else if (walk.Is("max_tokens"u8) && !taken.Contains("max_tokens") && Utf8Parser.TryParse(body[value], out long tokens, out int read) && read == walk.Length)
            {
                fields.MaxTokens.Add((value, tokens));
            }
            else if (walk.Is("thinking"u8) && !taken.Contains("thinking"))
            {
                fields.Thinking.Add(value);
            }
            else if (walk.Is("output_config"u8) && !taken.Contains("output_config"))
            {
                fields.OutputConfigs.Add(value);
            }
            else if (walk.Is("context_management"u8) && !taken.Contains("context_management"))
            {
                fields.ContextManagement.Add(value);
            }
            else if (walk.Is("system"u8) && !taken.Contains("system"))
            {
                fields.Systems.Add(value);
            }
            else if (walk.Is("messages"u8))
            {
                fields.Messages.Add(value);
            }
            else if (walk.Is("cache_control"u8) && !taken.Contains("cache_control"))
            {
                fields.CacheMarks.Add(value);
            }
            else if (walk.Is("mcp_servers"u8) && !taken.Contains("mcp_servers"))
            {
                fields.ServerFields.Add(("mcp_servers", walk.Kind == JsonTokenType.Null ? null : "mcp-dropped"));
            }
            else if (walk.Is("container"u8) && !taken.Contains("container"))
            {
                fields.ServerFields.Add(("container", walk.Kind == JsonTokenType.Null ? null : "container-dropped"));
            }
        }

        return fields;
    }
}
