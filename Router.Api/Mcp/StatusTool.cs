using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Router.Api.Hosting;
using Router.Api.Status;

namespace Router.Api.Mcp;

/// <summary>The tool <c>model_proxy_status</c>: whether the gateway listens, its providers (with a key or without) and its models. It reads, and changes nothing.</summary>
internal static class StatusTool
{
    public const string Name = "model_proxy_status";

    /// <summary>Makes the tool.</summary>
    /// <param name="find">Finds the gateway, at each call: its configuration may have changed.</param>
    public static McpServerTool Create(Func<StatusTarget> find)
    {
        async Task<CallToolResult> AskAsync(CancellationToken cancellation) => Result(await AnswerAsync(find, cancellation));
        return McpServerTool.Create(AskAsync, new McpServerToolCreateOptions
        {
            Name = Name, Title = "Model proxy status", ReadOnly = true, Destructive = false, Idempotent = true, OpenWorld = false,
            Description = "Tells whether the Router gateway on this machine is listening, which providers it has (and whether each has an API key), and which model names lead where. Takes no arguments and changes nothing.",
        });
    }

    /// <summary>What the tool answers.</summary>
    internal static async Task<JsonObject> AnswerAsync(Func<StatusTarget> find, CancellationToken cancellation)
    {
        StatusTarget? target = null;
        try
        {
            target = find();
            using GatewayStatus status = await GatewayStatus.AskAsync(target, cancellation);
            var answer = new JsonObject { ["listening"] = true, ["localUrl"] = Url(target), ["error"] = null };
            foreach (JsonProperty member in status.Root.EnumerateObject())
            {
                // Whether it listens is said already; the addresses have a name of their own here.
                answer[member.Name == "listening" ? "addresses" : member.Name] = JsonNode.Parse(member.Value.GetRawText());
            }

            return answer;
        }
        catch (StartException exception)
        {
            return new JsonObject { ["listening"] = false, ["localUrl"] = target is null ? null : Url(target), ["error"] = exception.Message };
        }
    }

    private static string Url(StatusTarget target) => target.Address.GetLeftPart(UriPartial.Authority);

    private static CallToolResult Result(JsonObject answer) => new() { Content = [new TextContentBlock { Text = answer.ToJsonString() }] };
}
