using System.Text.RegularExpressions;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace ClaudeCode.Tests;

/// <summary>docs/troubleshooting.md has the sentences that the real client says: each is brought about, and looked up there as a user would.</summary>
public sealed partial class TroubleshootingTests
{
    private static readonly Dictionary<string, string> Impatient = new(StringComparer.Ordinal) { ["CLAUDE_CODE_MAX_RETRIES"] = "1" };

    private static async Task<string> SentenceAsync(string address, string key, params string[] arguments)
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("claude-home-");
        try
        {
            ClaudeRun run = await ClaudeRun.StartInAsync(home.FullName, address, key, "Hello", home.FullName, Impatient, arguments);
            Assert.True((bool)run.Result["is_error"]!, run.Result.ToJsonString());
            return run.Text ?? "";
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    /// <summary>The heading of the page that the sentence begins with, up to what differs from case to case.</summary>
    private static void AssertIsThere(string sentence)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "troubleshooting.md"));
        string[] headings = [.. Heading().Matches(page).Select(match => match.Groups["text"].Value)];
        Assert.True(
            Array.Exists(headings, heading => heading.Split('…').All(part => sentence.Contains(part.Trim(), StringComparison.Ordinal))),
            $"The client said:\n{sentence}\nNo heading of docs/troubleshooting.md has that.");
    }

    [Fact]
    public async Task NothingListens() => AssertIsThere(await SentenceAsync("http://127.0.0.1:9", Gateway.Key));

    [Fact]
    public async Task WrongKey()
    {
        await using Gateway gateway = await Gateway.StartAsync("", retries: 0, "http://127.0.0.1:9");
        AssertIsThere(await SentenceAsync(gateway.Address, "sk-rtr-not-a-key-of-this-gateway"));
    }

    [Fact]
    public async Task NoSuchModel()
    {
        await using Gateway gateway = await Gateway.StartAsync("", retries: 0, "http://127.0.0.1:9");
        AssertIsThere(await SentenceAsync(gateway.Address, Gateway.Key, "--model", "gpt-nobody-has"));
    }

    [Fact]
    public async Task ModelThatTheKeyMayNotUse()
    {
        await using Gateway gateway = await Gateway.StartAsync($$"""
            { "providers": { "demo": { "preset": "demo" } }, "models": { "*": { "targets": ["demo/demo"] } }, "keys": [ { "key": "{{Gateway.Key}}", "user": "alice", "models": ["claude-haiku-*"] } ] }
            """);
        AssertIsThere(await SentenceAsync(gateway.Address, Gateway.Key, "--model", "claude-opus-4-7"));
    }

    [Fact]
    public async Task BudgetUsedUp()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using Gateway gateway = await Gateway.StartAsync($$"""
            { "providers": { "demo": { "preset": "demo" } }, "prices": { "demo/*": { "input": 100, "output": 100 } }, "models": { "*": { "targets": ["demo/demo"] } },
              "keys": [ { "key": "{{Gateway.Key}}", "user": "alice", "budget": { "usd": 0.01, "per": "day" } } ] }
            """);
        AssertIsThere(await SentenceAsync(gateway.Address, Gateway.Key));
    }

    [Theory]
    [InlineData(401, "authentication_error", "invalid x-api-key")]
    [InlineData(402, "billing_error", "Insufficient balance")]
    [InlineData(403, "permission_error", "Your account may not use this model.")]
    [InlineData(404, "not_found_error", "model: upstream-model")]
    [InlineData(413, "request_too_large", "Request exceeds the maximum size")]
    [InlineData(429, "rate_limit_error", "This request would exceed your rate limit.")]
    [InlineData(500, "api_error", "Internal server error")]
    [InlineData(529, "overloaded_error", "Overloaded")]
    [InlineData(400, "invalid_request_error", "tools.0.custom.input_schema: JSON schema is invalid.")]
    public async Task ProviderRefuses(int status, string type, string message)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(status, Samples.Error(type, message));
        await using Gateway gateway = await Gateway.StartAsync("", retries: 0, provider.BaseUrl);
        AssertIsThere(await SentenceAsync(gateway.Address, Gateway.Key));
    }

    [Fact]
    public async Task ProviderThatIsAWebPage()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Html(200);
        await using Gateway gateway = await Gateway.StartAsync("", retries: 0, provider.BaseUrl);
        AssertIsThere(await SentenceAsync(gateway.Address, Gateway.Key));
    }

    [GeneratedRegex("^### `(?<text>[^`]+)`", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();
}
