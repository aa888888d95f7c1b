using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Where the media of one message go.</summary>
/// <param name="Images">Where images go.</param>
/// <param name="Documents">Where PDF documents go; documents of text are text.</param>
internal readonly record struct MediaRules(MediaPlace Images, MediaPlace Documents)
{
    /// <summary>An assistant's message takes text only.</summary>
    public static MediaRules OfAssistant => new(MediaPlace.Nowhere, MediaPlace.Nowhere);

    public static MediaRules OfUser(ChatCapabilities capabilities) => new(
        capabilities.Images ? MediaPlace.Here : MediaPlace.Nowhere,
        capabilities.Documents ? MediaPlace.Here : MediaPlace.Nowhere);

    /// <summary>No provider takes file parts in a tool message.</summary>
    public static MediaRules OfTool(ChatCapabilities capabilities) => new(
        !capabilities.Images ? MediaPlace.Nowhere : capabilities.ImagesInToolResults ? MediaPlace.Here : MediaPlace.Below,
        capabilities.Documents ? MediaPlace.Below : MediaPlace.Nowhere);

    /// <summary>The images and PDF documents in a content that go to this place, in order, also those inside documents and tool results.</summary>
    public IEnumerable<JsonElement> Find(JsonElement content, MediaPlace place)
    {
        foreach (JsonElement block in content.Items)
        {
            JsonElement inner = default;
            switch (block.Member("type"u8).Text)
            {
                case "image" when Images == place && MediaParts.IsImage(block):
                case "document" when Documents == place && MediaParts.IsPdf(block):
                    yield return block;
                    break;
                case "document":
                    inner = block.Member("source"u8).Member("content"u8);
                    break;
                case "tool_result":
                    inner = block.Member("content"u8);
                    break;
            }

            foreach (JsonElement found in Find(inner, place))
            {
                yield return found;
            }
        }
    }

    /// <summary>Whether this block puts anything beside text where it stands.</summary>
    public bool HasMedia(Block block) => block.Kind switch
    {
        BlockKind.Image => Images == MediaPlace.Here && MediaParts.IsImage(block.Element),
        BlockKind.Document when MediaParts.IsPdf(block.Element) => Documents == MediaPlace.Here,
        BlockKind.Document => Find(block.Element.Member("source"u8).Member("content"u8), MediaPlace.Here).Any(),
        BlockKind.ToolResult => Find(block.Element.Member("content"u8), MediaPlace.Here).Any(),
        _ => false,
    };
}
