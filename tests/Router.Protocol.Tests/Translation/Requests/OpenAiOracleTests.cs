using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using OpenAI.Chat;
using Router.Protocol.Translation;

namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>OpenAI's own SDK reads what we write: a judge of the format that no one here wrote.</summary>
public sealed class OpenAiOracleTests
{
    // GLM's own search tool is none of OpenAI's.
    public static TheoryData<string> Cases => [.. GoldenTests.Cases.Select(row => row.Data).Where(name => name != "web-search-becomes-a-tool")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sdk_ReadsEveryMessageAndTool(string name)
    {
        var golden = new GoldenCase(name);
        Translation translation = Translation.Of(golden.Request, golden.Terms, new DegradationNotes());
        JsonArray messages = translation.Json["messages"]!.AsArray();

        ChatCompletionOptions options = ModelReaderWriter.Read<ChatCompletionOptions>(BinaryData.FromBytes(translation.Bytes))!;

        Assert.Equal(
            (translation.Json["tools"]?.AsArray() ?? []).Select(tool => (string)tool!["function"]!["name"]!),
            options.Tools.Select(tool => tool.FunctionName));
        foreach (JsonNode? message in messages)
        {
            ChatMessage read = ModelReaderWriter.Read<ChatMessage>(BinaryData.FromString(message!.ToJsonString()))!;
            Assert.Equal(TextOf(message), string.Concat(read.Content.Select(part => part.Text)));
            Assert.Equal(
                (message["tool_calls"]?.AsArray() ?? []).Select(call => ((string)call!["id"]!, (string)call["function"]!["name"]!)),
                read is AssistantChatMessage assistant ? assistant.ToolCalls.Select(call => (call.Id, call.FunctionName)) : []);
        }
    }

    private static string TextOf(JsonNode message) => message["content"] switch
    {
        JsonArray parts => string.Concat(parts.Select(part => (string?)part!["text"])),
        JsonValue text => (string)text!,
        _ => "",
    };
}
