using Router.Api.Tests.Testing;
using Router.Dashboard.Tests.Testing;
using Xunit;

namespace Router.Dashboard.Tests.Requests;

public sealed class CacheHitTests
{
    private const string Members = """
        "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/demo"], "price": { "input": 3000, "output": 15000 } } }, "tiers": { "default": "claude-test" },
        "cache": { "mode": "full" }
        """;

    [Fact]
    public async Task Hit_IsMarked_WithWhatItSaved_InTheListAndByItself()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        for (int count = 0; count < 2; count++)
        {
            using HttpResponseMessage answer = await gateway.PostAsync(TestGateway.Body(stream: false));
            await answer.Content.ReadAsStringAsync();
        }

        using DashboardBrowser admin = await DashboardBrowser.SignedInAsync(gateway);
        string all = await admin.TextAsync("requests");
        string hits = await admin.TextAsync("requests?ended=cached");
        string id = hits[(hits.IndexOf("./requests/", StringComparison.Ordinal) + 11)..][..32];
        string hit = await admin.TextAsync($"requests/{id}");

        Assert.Equal((2, 1), (Count(all, "/requests/"), Count(hits, "/requests/")));
        Assert.Contains("None of the last requests is like that", await admin.TextAsync("requests?model=%3Cnobody%3E"), StringComparison.Ordinal);
        Assert.Single(all.Split(">from the cache</span>")[1..]);
        Assert.Matches("\\$[0-9.]+ saved<", hits);
        Assert.Contains(">from the cache</span>", hit, StringComparison.Ordinal);
        Assert.Contains(", by the response cache", hit, StringComparison.Ordinal);
        Assert.Contains("the same was answered before", hit, StringComparison.Ordinal);
        Assert.DoesNotContain("no provider", hit, StringComparison.Ordinal);
    }

    private static int Count(string page, string text) => page.Split($".{text}").Length - 1;
}
