using System.Buffers;
using System.Text;
using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Makes JSON texts of words that did not come in the request.</summary>
internal static class JsonTexts
{
    /// <summary>The words as a JSON element, valid without its document.</summary>
    public static JsonElement Of(string words)
    {
        var json = new ArrayBufferWriter<byte>();
        json.Write("\""u8);
        JsonEscape.Write(json, Encoding.UTF8.GetBytes(words));
        json.Write("\""u8);
        using JsonDocument document = JsonDocument.Parse(json.WrittenMemory);
        return document.RootElement.Clone();
    }
}
