using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Anthropic;
using Router.Protocol.Json;

namespace Router.Protocol.Tests.Anthropic;

public sealed class ThinkingEditsTests
{
    private const string T = """{"type":"thinking","thinking":"hm, \"so\"","signature":"s"}""";
    private const string R = """{ "data":"x" , "type" : "redacted_thinking" }""";
    private const string A = """{"type":"text", "text":"a"}""";
    private const string B = """{"type":"tool_use","id":"1","name":"n","input":{"type":"thinking","content":[{"type":"thinking"}]}}""";

    private const string C = """{"type":"redacted_thinking","data":"gw1.s.Q29D"}""";
    private const string E = """{"type":"thinking","thinking":"","signature":""}""";
    private const ThinkingRepair Everything = ThinkingRepair.DropAll | ThinkingRepair.DropRedacted | ThinkingRepair.DropCarriers | ThinkingRepair.AddMissing;

    [Theory]
    [InlineData(ThinkingRepair.DropCarriers, $"{C},{T},{R},{A},{B}", $"{T},{R},{A},{B}")]
    [InlineData(ThinkingRepair.DropRedacted, $"{C},{T},{R},{A},{B}", $"{T},{A},{B}")]
    [InlineData(ThinkingRepair.AddMissing, $"{A}, {B}", $"{E},{A}, {B}")]
    [InlineData(ThinkingRepair.AddMissing, $" {B}", $" {E},{B}")]
    [InlineData(ThinkingRepair.AddMissing, $"{T},{B}", $"{T},{B}")]
    [InlineData(ThinkingRepair.AddMissing, A, A)]
    [InlineData(ThinkingRepair.AddMissing | ThinkingRepair.DropCarriers, $"{C},{B}", $"{E},{B}")]
    [InlineData(ThinkingRepair.AddMissing | ThinkingRepair.DropRedacted, $"{A},{C},{B},{R}", $"{E},{A},{B}")]
    [InlineData(ThinkingRepair.AddMissing | ThinkingRepair.DropAll, $"{T},{B}", $"{E},{B}")]
    [InlineData(ThinkingRepair.None, $"{C},{T},{B}", $"{C},{T},{B}")]
    public void Repair_TouchesWhatItNames(ThinkingRepair repair, string blocks, string expected) =>
        Assert.Equal(Conversation($$"""{"content":[{{expected}}],"role":"assistant"}"""), Edit(Conversation($$"""{"content":[{{blocks}}],"role":"assistant"}"""), repair));

    [Fact]
    public void MissingThinking_IsAddedToAssistantsOnly()
    {
        string body = Conversation($$"""{"role":"user","content":[{{B}}]}""", """{"role":"assistant","content":"tool_use"}""", """{"role":"assistant","content":[]}""");

        Assert.Equal(body, Edit(body, ThinkingRepair.AddMissing));
    }

    [Theory]
    [InlineData($"{T},{A}, {B}", $"{A}, {B}")]
    [InlineData($"{A}, {T} ,{B}", $"{A} ,{B}")]
    [InlineData($"{A},{B} , {T}", $"{A},{B}")]
    [InlineData($"{T},{R},{A}", A)]
    [InlineData($"{A},{T},{R}", A)]
    [InlineData($"{T},{A},{R},{B},{T}", $"{A},{B}")]
    [InlineData($" {R} , {A} ", $" {A} ")]
    public void ThinkingBlocks_AreCutAndNothingElse(string blocks, string expected) =>
        Assert.Equal(Conversation($$"""{"role":"assistant","content":[{{expected}}]}"""), Remove(Conversation($$"""{"role":"assistant","content":[{{blocks}}]}""")));

    [Fact]
    public void MessageOfThinkingOnly_GoesAsAWhole()
    {
        string body = Conversation($$"""{"role":"assistant", "content":[{{T}}, {{R}}]} """, """{"role":"user","content":"go on"}""");

        Assert.Equal(Conversation("""{"role":"user","content":"go on"}"""), Remove(body));
    }

    [Fact]
    public void MixedConversation_KeepsItsOrder()
    {
        string body = Conversation(
            $$"""{"content":[{{T}}],"role":"assistant"}""", """{"role":"user","content":"1"}""", $$"""{"role":"assistant","content":[{{T}},{{A}}]}""",
            """{"role":"system","content":"2"}""", $$"""{"role":"assistant","content":[{{R}},{{T}}]}""");

        Assert.Equal(
            Conversation("""{"role":"user","content":"1"}""", $$"""{"role":"assistant","content":[{{A}}]}""", """{"role":"system","content":"2"}"""), Remove(body));
    }

    [Theory]
    [InlineData("""{"role":"user","content":"thinking"}""")]
    [InlineData("""{"role":"user","content":[{"type":"tool_result","tool_use_id":"1","content":[{"type":"thinking","thinking":"t"}]}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"{\"type\":\"thinking\"}"}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"Thinking"},{"kind":"thinking"},"thinking",7]}""")]
    [InlineData("""{"role":"user","content":[],"meta":{"content":[{"type":"thinking"}]}}""")]
    [InlineData("""{"role":"user","content":[{"type":"\ud83d"},{"t\ud83dpe":"thinking"}]}""")]
    public void LookAlikes_AreNotTouched(string message)
    {
        string body = Conversation(message);

        Assert.Empty(ThinkingEdits.Find(Encoding.UTF8.GetBytes(body), Everything));
        Assert.Equal(body, Remove(body));
    }

    [Fact]
    public void ThinkingOutsideTheMessages_IsNotTouched()
    {
        const string Body = """{"thinking":{"type":"adaptive"},"system":[{"type":"thinking"}],"tools":[{"messages":[{"content":[{"type":"thinking"}]}]}],"messages":[]}""";

        Assert.Empty(ThinkingEdits.Find(Encoding.UTF8.GetBytes(Body), Everything));
    }

    [Fact]
    public void EscapedTypes_AreSeen() =>
        Assert.Equal(
            Conversation($$"""{"role":"assistant","c\u006fntent":[{{A}}]}"""),
            Remove(Conversation($$"""{"role":"assistant","c\u006fntent":[{"t\u0079pe":"th\u0069nking"},{{A}}]}""")));

    [Fact]
    public void Result_EqualsTheSameOperationOnNodes()
    {
        string[] blocks = [T, R, A, B];
        for (int mask = 0; mask < 256; mask++)
        {
            int bits = mask;
            string list = string.Join(" , ", Enumerable.Range(0, 4).Select(place => blocks[(bits >> (place * 2)) & 3]));
            string body = Conversation("""{"role":"user","content":"x"}""", $$"""{"role":"assistant","content":[{{list}}]}""", """{"role":"user","content":"y"}""");
            Assert.True(JsonNode.DeepEquals(OnNodes(body), JsonNode.Parse(Remove(body))), body);
        }
    }

    private static JsonNode OnNodes(string body)
    {
        JsonNode root = JsonNode.Parse(body)!;
        JsonArray messages = root["messages"]!.AsArray();
        messages.RemoveAll(message => message!["content"] is JsonArray { Count: > 0 } content && content.All(IsThinking));
        foreach (JsonArray content in messages.Select(message => message!["content"]).OfType<JsonArray>())
        {
            content.RemoveAll(IsThinking);
        }

        return root;
    }

    private static bool IsThinking(JsonNode? block) => (string?)block!["type"] is "thinking" or "redacted_thinking";

    private static string Conversation(params string[] messages) =>
        $$"""{"model":"m" , "messages": [{{string.Join(", ", messages)}}],"thinking":{"type":"adaptive"} }""";

    private static string Remove(string body) => Edit(body, ThinkingRepair.DropAll);

    private static string Edit(string body, ThinkingRepair repair)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        return Encoding.UTF8.GetString(new EditedBody(bytes, ThinkingEdits.Find(bytes, repair)).ToArray());
    }
}
