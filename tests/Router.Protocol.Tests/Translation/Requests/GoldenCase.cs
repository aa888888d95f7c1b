using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>
/// One folder below Golden: <c>request.anthropic.json</c>, <c>terms.json</c> (the provider and what differs from the usual terms),
/// <c>request.openai.json</c> (what must come out, by value) and <c>notes.txt</c> (a code a line; absent for none).
/// </summary>
internal sealed record GoldenCase(string Name)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "Translation", "Requests", "Golden");

    public byte[] Request => File.ReadAllBytes(PathOf("request.anthropic.json"));

    public JsonNode Expected => JsonNode.Parse(File.ReadAllText(PathOf("request.openai.json")))!;

    public string[] ExpectedNotes => File.Exists(PathOf("notes.txt")) ? File.ReadAllLines(PathOf("notes.txt")) : [];

    public RequestTerms Terms
    {
        get
        {
            JsonObject terms = JsonNode.Parse(File.ReadAllText(PathOf("terms.json")))!.AsObject();
            ChatCapabilities usual = TestProviders.Find(terms["provider"]!.GetValue<string>());
            JsonObject capabilities = JsonSerializer.SerializeToNode(usual, Options)!.AsObject();
            foreach ((string name, JsonNode? value) in terms["capabilities"]?.AsObject() ?? [])
            {
                capabilities[name] = value?.DeepClone();
            }

            return new RequestTerms
            {
                Model = "the-model",
                Capabilities = capabilities.Deserialize<ChatCapabilities>(Options)!,
                Stream = terms["stream"]?.GetValue<bool>() ?? false,
                ReasoningEffort = terms["reasoningEffort"]?.GetValue<string>(),
                MaxOutputTokens = terms["maxOutputTokens"]?.GetValue<int>(),
                RemoveTools = terms["removeTools"].Deserialize<HashSet<string>>() ?? [],
                ExtraBody = terms["extraBody"]?.AsObject().ToDictionary(extra => extra.Key, extra => extra.Value?.ToJsonString() ?? "null") ?? [],
            };
        }
    }

    private string PathOf(string file) => Path.Combine(Root, Name, file);
}
