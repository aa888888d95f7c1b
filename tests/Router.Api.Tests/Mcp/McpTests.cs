using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Mcp;

/// <summary><c>router mcp</c> as a process, with the official client.</summary>
public sealed class McpTests
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "router.dll");

    private static async Task<(McpClientTool Tool, JsonNode Answer)> CallAsync(string folder, string url, string adminKey)
    {
        await using McpClient client = await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions
        {
            Name = "router", Command = "dotnet", Arguments = [Dll, "mcp", "--url", url], WorkingDirectory = folder, EnvironmentVariables = new Dictionary<string, string?>(StringComparer.Ordinal) { ["ROUTER_ADMIN_KEY"] = adminKey },
        }), cancellationToken: TestContext.Current.CancellationToken);
        McpClientTool tool = Assert.Single(await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken));
        CallToolResult result = await tool.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        return (tool, JsonNode.Parse(Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text)!);
    }

    [Fact]
    public async Task Tool_IsReadOnly_AndTellsProvidersAndMappings()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));
        using var folder = new TestFolder();

        (McpClientTool tool, JsonNode answer) = await CallAsync(folder.Path, gateway.Address, TestGateway.AdminKey);

        Assert.Equal("model_proxy_status", tool.Name);
        Assert.Equal((true, false), (tool.ProtocolTool.Annotations?.ReadOnlyHint, tool.ProtocolTool.Annotations?.DestructiveHint));
        Assert.Equal((true, gateway.Address), ((bool)answer["listening"]!, (string?)answer["localUrl"]));
        Assert.Contains("\"hasApiKey\":true", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("claude-test", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("upstream-secret-a", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyListens_IsTheAnswer_NotAFailure()
    {
        using var folder = new TestFolder();

        (_, JsonNode answer) = await CallAsync(folder.Path, "http://127.0.0.1:1", "some-admin-key");

        Assert.False((bool)answer["listening"]!);
        Assert.Contains("No gateway answers", (string?)answer["error"], StringComparison.Ordinal);
    }
}
