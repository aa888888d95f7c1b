using FakeUpstream;
using Router.Api.Telemetry;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Telemetry;

/// <summary>Where a <c>*</c> lets clients choose the model, they don't choose how many series there are.</summary>
public sealed class ModelLabelTests
{
    private static string Config(FakeProvider provider) =>
        $$""" "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["upstream-secret-a"], "retries": 0 } }, "models": { "claude-test": { "targets": ["a/m"] }, "lab-*": { "targets": ["a/*"] } } """;

    private static async Task<string[]> ModelsAsync(TestGateway gateway, SpanCollector spans, IEnumerable<string> asked)
    {
        foreach (string model in asked)
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false, model));
            await spans.NextMessageAsync();
        }

        const string Label = "gen_ai_request_model=\"";
        return [.. (await Scrape.OfAsync(gateway)).Samples.Keys.Where(name => name.StartsWith("router_messages_total", StringComparison.Ordinal))
            .Select(name => name[(name.IndexOf(Label, StringComparison.Ordinal) + Label.Length)..].Split('"')[0])];
    }

    [Fact]
    public async Task NamesThatProvidersAnswer_BecomeLabels_UpToABound()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        await using TestGateway gateway = await TestGateway.StartAsync(Config(provider));
        using var spans = new SpanCollector(gateway);

        string[] models = await ModelsAsync(gateway, spans, Enumerable.Range(0, ModelLabels.MostLearned + 20).Select(index => $"lab-{index}").Append("claude-test"));

        Assert.Equal(ModelLabels.MostLearned + 2, models.Length);
        Assert.Contains("lab-7", models);
        Assert.Contains("lab-*", models);
        Assert.Contains("claude-test", models);
        Assert.DoesNotContain($"lab-{ModelLabels.MostLearned + 7}", models);
    }

    [Fact]
    public async Task NamesThatNobodyAnswers_NeverBecomeLabels()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(404, Samples.Error("not_found_error", "model"));
        await using TestGateway gateway = await TestGateway.StartAsync(Config(provider));
        using var spans = new SpanCollector(gateway);

        Assert.Equal(["lab-*"], await ModelsAsync(gateway, spans, ["lab-1", "lab-2", "lab-3"]));
        Assert.DoesNotContain("lab-1", await Scrape.TextAsync(gateway), StringComparison.Ordinal);
    }
}
