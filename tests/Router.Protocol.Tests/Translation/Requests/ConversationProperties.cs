using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>What holds for every request that goes out, whatever came in. Regressions: pitfalls 13, 14, 18, 19, 22.</summary>
public sealed class ConversationProperties
{
    private static readonly string[] Providers = ["plain", "openai", "deepseek", "kimi", "glm", "gemini", "qwen", "openrouter", "vllm"];
    private static readonly string[] Roles = ["system", "user", "assistant", "tool"];

    private static readonly Gen<(string Body, string Provider)> Cases =
        from body in RandomConversation.Bodies
        from provider in Gen.Elements(Providers)
        select (body, provider);

    [Fact]
    public void EveryCall_HasExactlyOneResultDirectlyBehindInItsOrder() => ForAll(messages =>
    {
        for (int index = 0; index < messages.Count; index++)
        {
            string[] calls = CallIds(messages[index]!);
            string[] answers = [.. messages.Skip(index + 1).TakeWhile(next => Role(next!) == "tool").Select(next => (string)next!["tool_call_id"]!)];
            if (Role(messages[index]!) == "assistant" ? !calls.SequenceEqual(answers) : Role(messages[index]!) != "tool" && answers.Length > 0)
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void CallIds_AreUniqueAndShort() => ForAll(messages =>
    {
        string[] ids = [.. messages.SelectMany(message => CallIds(message!))];
        return ids.Distinct(StringComparer.Ordinal).Count() == ids.Length && Array.TrueForAll(ids, id => id.Length is > 0 and <= 40);
    });

    [Fact]
    public void Roles_AreLegalAndTurnsAlternate() => ForAll(messages =>
        messages.All(message => Roles.Contains(Role(message!)))
        && messages.Zip(messages.Skip(1)).All(pair => Role(pair.First!) == "tool" || Role(pair.First!) != Role(pair.Second!)));

    [Fact]
    public void Texts_AreNeverEmpty() => ForAll(messages => messages.All(message => message!["content"] switch
    {
        JsonValue text => Role(message) == "tool" || !string.IsNullOrWhiteSpace((string)text!),
        JsonArray parts => parts.Count > 0 && parts.All(part => (string)part!["type"]! != "text" || !string.IsNullOrWhiteSpace((string)part["text"]!)),
        _ => Role(message) == "assistant" && CallIds(message).Length > 0,
    }));

    [Fact]
    public void Arguments_AreAlwaysOneJsonObject() => ForAll(messages => messages
        .SelectMany(message => message!["tool_calls"]?.AsArray() ?? [])
        .All(call => JsonNode.Parse((string)call!["function"]!["arguments"]!) is JsonObject));

    [Fact]
    public void System_StandsInFrontOnceWhereThatIsAllThatIsTaken() => Prop.ForAll(RandomConversation.Bodies.ToArbitrary(), body =>
        Messages(body, "vllm").Skip(1).All(message => Role(message!) != "system")).Check(PropertyRuns.Of(500));

    private static void ForAll(Func<JsonArray, bool> holds) =>
        Prop.ForAll(Cases.ToArbitrary(), one =>
        {
            JsonArray messages = Messages(one.Body, one.Provider);
            return holds(messages).Label(messages.ToJsonString());
        }).Check(PropertyRuns.Of(1_000));

    private static JsonArray Messages(string body, string provider) =>
        Translation.Of(Encoding.UTF8.GetBytes(body), new RequestTerms { Model = "m", Capabilities = TestProviders.Find(provider) }).Json["messages"]!.AsArray();

    private static string Role(JsonNode message) => (string)message["role"]!;

    private static string[] CallIds(JsonNode message) => [.. (message["tool_calls"]?.AsArray() ?? []).Select(call => (string)call!["id"]!)];
}
