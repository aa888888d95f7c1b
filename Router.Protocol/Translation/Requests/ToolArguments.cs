using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Writes a call's input as the JSON text that chat completions want.</summary>
internal static class ToolArguments
{
    public static void Write(JsonElement input, JsonOutput json)
    {
        json.StartText();
        if (input.IsObject)
        {
            json.PlainJson(input.Raw);
        }
        else if (input.IsNothing)
        {
            json.PlainJson("{}"u8);
        }
        else
        {
            // Arguments that were no object once (cut off, or doubly encoded) must not make every later request invalid.
            json.PlainJson("{\"input\":"u8);
            json.PlainJson(input.Raw);
            json.PlainJson("}"u8);
        }

        json.EndText();
    }
}
