using FakeUpstream;
using Xunit;

namespace ClaudeCode.Tests;

/// <summary>The real Claude Code at a budget's end.</summary>
public sealed class BudgetTests
{
    /// <summary>A budget of the user; the first answer costs more than that, so it may still end, but nothing comes behind it.</summary>
    private const string OwnBudget = """, "tenants": { "default": { "users": { "alice": { "budget": { "usd": 20, "per": "month" } } } } }, "prices": { "p0/*": { "input": 3, "output": 15 } }""";

    [Fact]
    public async Task SpentBudget_IsToldInItsWords_AndNotAskedAgain()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Sse(Samples.ToolStream("Bash", """{"command":"echo tool-was-here","description":"Say so"}""").Replace("\"output_tokens\":15", "\"output_tokens\":2000000", StringComparison.Ordinal));
        await using Gateway gateway = await Gateway.StartAsync(OwnBudget, retries: 1, provider.BaseUrl);

        ClaudeRun run = await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "Run the command please");

        Assert.Contains("spend limit reached · resets", run.Text, StringComparison.Ordinal);
        Assert.Contains("the monthly budget of user alice", run.Text, StringComparison.Ordinal);
        Assert.Contains("Budget $20.00, spent $30.00", run.Text, StringComparison.Ordinal);
        Assert.Equal((true, 1), ((bool?)run.Result["is_error"], run.ExitCode));
        Assert.Single(provider.Requests);
    }
}
