using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Asks for the provider's own web search in place of Anthropic's.</summary>
internal static class WebSearchWriter
{
    /// <summary>Whether the search stands among the tools.</summary>
    public static bool IsTool(ToolOffer offer, ChatCapabilities capabilities) => offer.WebSearch.IsObject && capabilities.WebSearch == WebSearchSupport.Tool;

    public static void WriteTool(JsonOutput json) => json.Raw("""{"type":"web_search","web_search":{"enable":true,"search_result":true}}"""u8);

    /// <summary>Writes the fields of the other kinds.</summary>
    public static void WriteFields(ToolOffer offer, RequestContext context)
    {
        if (!offer.WebSearch.IsObject)
        {
            return;
        }

        if (offer.WebSearch.Member("allowed_domains"u8).Items.Any() || offer.WebSearch.Member("blocked_domains"u8).Items.Any())
        {
            context.Notes.Add("web-search-domains-dropped");
        }

        switch (context.Capabilities.WebSearch)
        {
            case WebSearchSupport.Plugin:
                context.RawField("plugins", """[{"id":"web"}]"""u8);
                break;
            case WebSearchSupport.Options when context.StartField("web_search_options"):
                WriteOptions(offer.WebSearch.Member("user_location"u8), context.Json);
                break;
            case WebSearchSupport.Switch:
                context.Field("enable_search", true);
                break;
        }
    }

    // {"type":"approximate","city":"Bern","country":"CH","region":"Bern","timezone":"Europe/Zurich"}
    private static void WriteOptions(JsonElement location, JsonOutput json)
    {
        json.StartObject();
        if (location.IsObject)
        {
            json.Name("user_location");
            json.StartObject();
            json.Name("type");
            json.String("approximate");
            json.Name("approximate");
            json.StartObject();
            foreach (JsonProperty member in location.Members.Where(member => member.Value.IsString && member.Name != "type"))
            {
                json.Name(member.Name);
                json.Raw(member.Value.Raw);
            }

            json.EndObject();
            json.EndObject();
        }

        json.EndObject();
    }
}
