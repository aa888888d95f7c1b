using System.Text;
using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Router.Api.Mcp;
using Router.Api.Status;
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
    public async Task InputThatEndsWithItsRequests_IsAnsweredAllTheSame()
    {
        byte[] requests = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"script","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":"two","method":"tools/call","params":{"name":"model_proxy_status","arguments":{}}}
            """u8.ToArray();
        using var input = new MemoryStream(requests);
        using var output = new MemoryStream();

        await McpHost.RunAsync(input, output, static () => new StatusTarget(new Uri("http://127.0.0.1:1"), null), TestContext.Current.CancellationToken);

        JsonNode[] answers = [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        Assert.Equal(["1", "two"], answers.Select(answer => answer["id"]!.ToString()).Order(StringComparer.Ordinal));
        Assert.Contains("No gateway answers", answers.Single(answer => answer["id"]!.ToString() == "two")["result"]!.ToJsonString(), StringComparison.Ordinal);
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
