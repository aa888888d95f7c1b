using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;

namespace Router.Api.Tests.Spend;

/// <summary>A gateway whose key has limits, before one or two providers with prices: input $10 and output $100 a million tokens, the second ten times as much.</summary>
internal static class SpendGateway
{
    /// <summary>A message of 35 tokens in and 1,000 out: $0.10035.</summary>
    public const double Cost = 0.10035;

    public static string Message { get; } = Samples.Message().Replace("\"output_tokens\":15", "\"output_tokens\":1000", StringComparison.Ordinal);

    /// <summary>Starts.</summary>
    /// <param name="ofKey">Members of Alice's key, each led by a comma.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="more">Members of the file's root, each led by a comma.</param>
    /// <param name="providers">The providers.</param>
    public static Task<TestGateway> StartAsync(string ofKey, TimeProvider clock, string more, params FakeProvider[] providers)
    {
        var folder = new TestFolder();
        folder.Write("router.json", Config(ofKey, more, providers));
        return TestGateway.StartInAsync(folder, clock);
    }

    public static string Config(string ofKey, string more, params FakeProvider[] providers)
    {
        string[] names = ["a", "b"];
        string named = string.Join(",", providers.Select((provider, index) => $$""" "{{names[index]}}": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["upstream-secret"], "retries": 0 }"""));
        string targets = string.Join(",", providers.Select((_, index) => $"\"price-{names[index]}\""));
        return $$"""
            {
              "keys": [ { "key": "{{TestGateway.Key}}", "user": "alice"{{ofKey}} }, { "key": "bob-test-key", "user": "bob" } ],
              "admin": { "key": "{{TestGateway.AdminKey}}" },
              "providers": { {{named}} },
              "models": {
                "price-a": { "targets": ["a/m"], "price": { "input": 10, "output": 100 } },
                {{(providers.Length > 1 ? """ "price-b": { "targets": ["b/m"], "price": { "input": 100, "output": 1000 } }, """ : "")}}
                "claude-test": { "targets": [{{targets}}] }
              }{{more}}
            }
            """;
    }

    public static async Task<JsonNode> GetAsync(this TestGateway gateway, string path, string key = TestGateway.Key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("x-router-key", key);
        using HttpResponseMessage response = await gateway.Client.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>What Alice has spent today, and what her only budget says.</summary>
    public static async Task<(double Spent, double Reserved)> BudgetAsync(this TestGateway gateway)
    {
        JsonNode budget = (await gateway.GetAsync("/v1/usage/me"))["budgets"]!.AsArray().Single()!;
        return ((double)budget["spent_usd"]!, (double)budget["reserved_usd"]!);
    }
}
