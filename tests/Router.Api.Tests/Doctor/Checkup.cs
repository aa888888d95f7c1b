using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.CommandLine;
using Router.Api.Doctor;
using Router.Api.Hosting;
using Router.Api.Tests.Testing;
using Router.Core.Configuration;

namespace Router.Api.Tests.Doctor;

/// <summary>One run of the doctor: what it wrote and how it ended.</summary>
internal sealed record Checkup(int Code, string Output, string Error)
{
    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    /// <summary>The checks of the first provider.</summary>
    public IEnumerable<JsonObject> Checks => Json["providers"]![0]!["checks"]!.AsArray().Select(check => check!.AsObject());

    /// <summary>The checks of the configuration.</summary>
    public IEnumerable<JsonObject> Setup => Json["configuration"]!["checks"]!.AsArray().Select(check => check!.AsObject());

    /// <summary>One check of the first provider, as "status: text -> hint".</summary>
    public string this[string name] => Line(Checks.First(check => (string?)check["name"] == name));

    public static string Line(JsonObject check) => $"{check["status"]}: {check["text"]}{(check["hint"] is { } hint ? $" -> {hint}" : "")}";

    /// <summary>A provider "p" with the model "m" and one credential, all else as given.</summary>
    public static string Provider(string style, string baseUrl, string more = "", string credentials = "\"sk-test-0123456789-secret\"") =>
        TestGateway.Config($$""" "providers": { "p": { "style": "{{style}}", "baseUrl": "{{baseUrl}}", "credentials": [{{credentials}}]{{more}} } }, "models": { "claude-test": { "targets": ["p/m"], "price": { "input": 1, "output": 5 } } }, "tiers": { "default": "claude-test" } """);

    /// <summary>A provider that answers so.</summary>
    public static async Task<FakeProvider> AskedAsync(Func<ReceivedRequest, Reply> answers)
    {
        FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = answers;
        return provider;
    }

    public static async Task<Checkup> OfAsync(
        string config, bool json = true, bool deep = false, string? model = null, string[]? providers = null, Dictionary<string, string>? environment = null, TestFolder? folder = null, string? urls = "http://127.0.0.1:0")
    {
        using var own = new TestFolder();
        folder ??= own;
        folder.Write("router.json", config);
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await DoctorCommand.RunAsync(
            new StartOptions { Folder = folder.Path, Urls = urls, Environment = new RouterEnvironment(environment ?? []) },
            providers ?? [],
            new ProbeRequest(model, deep),
            json,
            new OperatorConsole(output, error, IsTerminal: false),
            CancellationToken.None);
        return new Checkup(code, output.ToString(), error.ToString());
    }

    /// <summary>An Anthropic-style provider that does everything.</summary>
    public static Reply Messages(ReceivedRequest request) => Wants(request) switch
    {
        Want.Page => Reply.Json(404, Samples.Error("not_found_error", "nothing here")),
        Want.Count => Reply.Json(200, """{"input_tokens":14}"""),
        Want.Overflow => Reply.Json(400, Samples.Error("invalid_request_error", "prompt is too long: 1200000 tokens > 200000 maximum")),
        Want.Tool => Reply.Sse(Samples.ToolStream("report_number", """{"number":7}""")),
        Want.Stream => Reply.Sse(Samples.Stream("1 2 3")),
        _ => Reply.Json(200, Samples.Message()),
    };

    /// <summary>A chat-completions provider that does everything.</summary>
    public static Reply Chat(ReceivedRequest request) => Wants(request) switch
    {
        Want.Page or Want.Count => Reply.Json(404, ChatSamples.Error("nothing here")),
        Want.Overflow => Reply.Json(400, ChatSamples.Error("This model's maximum context length is 8192 tokens. However, your messages resulted in 1200000 tokens.", "context_length_exceeded")),
        Want.Tool => Reply.Sse(ChatSamples.ToolStream(("report_number", """{"number":7}"""))),
        Want.Stream => Reply.Sse(ChatSamples.Stream("1 2 3")),
        _ => Reply.Json(200, ChatSamples.Completion()),
    };

    public static Want Wants(ReceivedRequest request) => request switch
    {
        { Method: "GET" } => Want.Page,
        { Body.Length: > 500_000 } => Want.Overflow,
        _ when request.Target.Contains("count_tokens", StringComparison.Ordinal) => Want.Count,
        _ when request.Json.ContainsKey("tools") => Want.Tool,
        _ when (bool?)request.Json["stream"] ?? false => Want.Stream,
        _ => Want.Whole,
    };
}
