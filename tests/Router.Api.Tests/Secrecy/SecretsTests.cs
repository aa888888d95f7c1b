using FakeUpstream;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Router.Api.Tests.Admin.Events;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Secrecy;

/// <summary>The system is filled with marked secrets, every route walked and every failure met: the marks are found nowhere.</summary>
public sealed class SecretsTests
{
    private static readonly string[] Written = ["router.json", "secret.txt"];

    [Fact]
    public async Task SecretsAndPrompts_AreInNoLogNoAnswerNoSpanNoMetricAndNoFile()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        using var logs = new LogCollector();
        using var spans = new AllSpans();
        using var folder = new TestFolder { Keep = true };
        folder.Write("secret.txt", Marks.FromFile + "\n");
        folder.Write("router.json", Config(provider.BaseUrl));
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["MARKED_VARIABLE"] = Marks.FromEnvironment, ["ROUTER_MASTER_KEY"] = Marks.MasterKey, ["ROUTER_LOG_LEVEL"] = "trace" };
        SecretWalk walk;
        string console, live;
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder, environment: environment, services: services => services.AddSingleton<ILoggerProvider>(logs)))
        {
            walk = new SecretWalk(gateway);
            using Listener listener = await Listener.StartAsync(gateway, Marks.AdminKey);
            Task<string> hearing = SecretWalk.HearAsync(listener);
            await walk.AskAsync(HttpMethod.Post, "/admin/v1/users", Marks.AdminKey, """{"id":"ann"}""");
            await walk.AskAsync(HttpMethod.Post, "/admin/v1/keys", Marks.AdminKey, """{"id":"annsfirs","user":"ann"}""");
            await walk.AskAsync(HttpMethod.Post, "/admin/v1/keys/annsfirs/rotate", Marks.AdminKey, "{}");
            await walk.AskAsync(HttpMethod.Put, "/admin/v1/vault/main", Marks.AdminKey, Secret(Marks.FormerVault));
            await walk.AskAsync(HttpMethod.Post, "/admin/v1/vault/main/rotate", Marks.AdminKey, $$"""{"secret":"{{Marks.Vault}}"}""");
            await FailAsync(walk, provider, "literal", "variable", "file", "own", "vaulted", "nowhere", "unknown");
            await walk.AskAsync(HttpMethod.Put, "/admin/v1/vault/main?user=alice", Marks.AdminKey, Secret(Marks.UsersVault));
            await FailAsync(walk, provider, "vaulted");
            await walk.EveryRouteAsync();
            folder.Write("router.json", Config(provider.BaseUrl).Replace("\"retries\": 0", "\"retries\": -1", StringComparison.Ordinal));
            gateway.Watcher.Look();
            console = gateway.Console.ToString();
            await gateway.Service<IHost>().StopAsync();
            live = await hearing;
        }

        Assert.True(walk.Given.Count >= 2 && walk.Routes > 20 && walk.Answers.Count > 400, $"{walk.Given.Count} secrets given, {walk.Routes} routes, {walk.Answers.Count} answers");
        Assert.All((string[])["Information", "Warning", "Error"], level => Assert.Contains(logs.Lines, line => line.StartsWith($"{level} Router.", StringComparison.Ordinal)));
        Assert.NotEmpty(spans.Spans);
        Assert.All((string[])["request", "audit"], name => Assert.Contains($"event: {name}", live, StringComparison.Ordinal));
        Assert.Contains(walk.Answers, answer => answer.Contains("Incorrect API key provided", StringComparison.Ordinal));
        // A provider must have been asked with each credential, or nothing could have leaked.
        string asked = string.Join('\n', provider.Requests.Select(request => string.Join(' ', request.Headers.Values)));
        Assert.All((string[])[Marks.Literal, Marks.FromEnvironment, Marks.FromFile, Marks.OwnProviderKey, Marks.FormerVault, Marks.Vault, Marks.UsersVault], mark => Assert.Contains(mark, asked, StringComparison.Ordinal));
        IEnumerable<(string Where, string Text)> places =
        [
            .. walk.Answers.Select(answer => ("answer", answer)), .. logs.Lines.Select(line => ("log", line)), .. spans.Spans.Select(span => ("span", span)), ("console", console), ("live", live),
            .. Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Where(path => !Written.Contains(Path.GetFileName(path))).Select(path => (path, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path)))),
        ];
        string[] found = [.. places.SelectMany(place => Marks.In(place.Text, walk.Given).Select(mark => $"{mark} in {place.Where}: {place.Text[..Math.Min(place.Text.Length, 600)]}")).Distinct()];
        folder.Keep = false;
        Assert.True(found.Length == 0, $"{found.Length} found:\n{string.Join('\n', found.Take(12))}");
    }

    /// <summary>Every way in which a message fails, with providers that repeat the credential that they were given.</summary>
    private static async Task FailAsync(SecretWalk walk, FakeProvider provider, params string[] models)
    {
        string message = $$"""{"model":"MODEL","max_tokens":64,"messages":[{"role":"user","content":"{{Marks.Prompt}}"}],"stream":false}""";
        foreach (string model in models)
        {
            (string, string)? brought = model != "own" ? null : ("authorization", $"Bearer {Marks.OwnProviderKey}");
            foreach (int status in (int[])[200, 400, 401, 403, 404, 429, 500, 529])
            {
                foreach (bool streams in (bool[])[false, true])
                {
                    provider.Otherwise = request => status == 200 ? streams ? Reply.Sse(Samples.Stream()) : Reply.Json(200, Samples.Message()) : Reply.Json(status, Samples.Error("authentication_error", Repeated(request)));
                    string body = message.Replace("MODEL", model, StringComparison.Ordinal).Replace("false}", streams ? "true}" : "false}", StringComparison.Ordinal);
                    await walk.AskAsync(HttpMethod.Post, "/v1/messages", Marks.ClientKey, body, status % 2 == 0 && model != "own" ? "x-api-key" : "x-router-key", brought);
                    await walk.AskAsync(HttpMethod.Post, "/v1/messages/count_tokens", Marks.ClientKey, body, brought: brought);
                    await walk.AskAsync(HttpMethod.Post, $"/admin/v1/providers/{model}/resume", Marks.AdminKey, null);
                }
            }

            provider.Otherwise = request => Reply.Json(500, $"not JSON at all: {Repeated(request)}");
            await walk.AskAsync(HttpMethod.Post, "/v1/messages", Marks.ClientKey, message.Replace("MODEL", model, StringComparison.Ordinal), brought: brought);
            provider.Otherwise = request => Reply.Sse().Send(Samples.Start() + Samples.ErrorEvent("api_error", Repeated(request)));
            await walk.AskAsync(HttpMethod.Post, "/v1/messages", Marks.ClientKey, message.Replace("MODEL", model, StringComparison.Ordinal).Replace("false}", "true}", StringComparison.Ordinal), brought: brought);
            await walk.AskAsync(HttpMethod.Post, $"/admin/v1/providers/{model}/test", Marks.AdminKey, "{}");
            await walk.AskAsync(HttpMethod.Post, $"/admin/v1/providers/{model}/resume", Marks.AdminKey, null);
        }

        await walk.AskAsync(HttpMethod.Post, "/v1/messages", Marks.ClientKey, $"{{ \"model\": \"literal\", {Marks.Prompt}");
        await walk.AskAsync(HttpMethod.Post, "/v1/messages", Marks.WrongKey, message);
        await walk.AskAsync(HttpMethod.Post, "/v1/messages", $"Bearer {Marks.OwnProviderKey}", message, "authorization");
    }

    private static string Repeated(ReceivedRequest request) =>
        $"Incorrect API key provided: {request.Headers.GetValueOrDefault("x-api-key")} {request.Headers.GetValueOrDefault("authorization")}";

    private static string Secret(string secret) => $$"""{"provider":"vaulted","secret":"{{secret}}"}""";

    private static string Config(string provider) =>
        $$"""
        {
          "keys": [ { "key": "{{Marks.ClientKey}}", "user": "alice", "budget": { "usd": 1000, "per": "month" } } ],
          "admin": { "key": "{{Marks.AdminKey}}" },
          "providers": {
            "literal": { "style": "native", "baseUrl": "{{provider}}", "credentials": ["{{Marks.Literal}}"], "retries": 0 },
            "variable": { "style": "openai", "baseUrl": "{{provider}}/v1", "credentials": ["env:MARKED_VARIABLE"], "retries": 0 },
            "file": { "style": "anthropic", "baseUrl": "{{provider}}", "credentials": ["file:secret.txt"], "retries": 0 },
            "own": { "style": "native", "baseUrl": "{{provider}}", "credentials": ["client"], "retries": 0 },
            "vaulted": { "style": "native", "baseUrl": "{{provider}}", "credentials": ["vault:main"], "retries": 0 },
            "nowhere": { "style": "native", "baseUrl": "http://127.0.0.1:1", "credentials": ["{{Marks.Literal}}"], "retries": 0 }
          },
          "models": {
            "literal": { "targets": ["literal/m"] }, "variable": { "targets": ["variable/m"] }, "file": { "targets": ["file/m"] }, "own": { "targets": ["own/m"] }, "vaulted": { "targets": ["vaulted/m"] }, "nowhere": { "targets": ["nowhere/m"] }
          }
        }
        """;
}
