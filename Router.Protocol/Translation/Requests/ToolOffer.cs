using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>The tools of a request as this provider can be offered them.</summary>
internal sealed class ToolOffer
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The functions, each name once.</summary>
    public List<OfferedTool> Functions { get; } = [];

    /// <summary>Anthropic's web search as the client configured it; undefined when it is not wanted, or can't be had.</summary>
    public JsonElement WebSearch { get; private set; }

    /// <summary>Whether the client wants web search and the provider has none.</summary>
    public bool WebSearchUnavailable { get; private set; }

    /// <summary>Chooses the tools.</summary>
    public static ToolOffer Of(Conversation conversation, RequestContext context)
    {
        var offer = new ToolOffer();
        JsonElement.ArrayEnumerator tools = context.Request.Member("tools"u8).Items;
        if (!context.Capabilities.Tools)
        {
            if (tools.Any())
            {
                context.Notes.Add("tools-dropped");
            }

            return offer;
        }

        var deferral = new ToolDeferral(tools, conversation, context);
        foreach (JsonElement tool in tools)
        {
            string? name = tool.Member("name"u8).Text;
            if (name is null ? !tool.IsObject : context.Terms.RemoveTools.Contains(name) || deferral.LeavesOut(tool, name))
            {
                continue;
            }

            offer.Add(tool, name, context);
        }

        return offer;
    }

    private void Add(JsonElement tool, string? name, RequestContext context)
    {
        string type = tool.Member("type"u8).Text ?? "custom";
        JsonElement schema = tool.Member("input_schema"u8);
        if (name is not null && (type == "custom" || schema.IsObject))
        {
            AddFunction(name, tool, schema, context);
        }
        else if (AnthropicTools.FindSchema(type, out string usualName) is { } known)
        {
            AddFunction(name ?? usualName, tool, known, context);
        }
        else if (!type.StartsWith("web_search_", StringComparison.Ordinal))
        {
            context.Notes.Add(AnthropicTools.NoteOf(type));
        }
        else if (context.Capabilities.WebSearch == WebSearchSupport.None)
        {
            context.Notes.Add("web-search-dropped");
            WebSearchUnavailable = true;
        }
        else
        {
            WebSearch = tool;
        }
    }

    private void AddFunction(string name, JsonElement tool, JsonElement schema, RequestContext context)
    {
        string providerName = context.ToolNames.ToProvider(name);
        if (!_names.Add(providerName))
        {
            context.Notes.Add("duplicate-tool-dropped");
            return;
        }

        Functions.Add(new OfferedTool(name, providerName, tool, schema));
    }
}
