using System.Text.Json.Nodes;
using Router.Api.CommandLine;
using Router.Api.Hosting;
using Xunit;

namespace Router.Api.Tests.Status;

/// <summary><c>router status</c> for scripts.</summary>
public sealed class StatusCommandTests
{
    [Theory]
    [InlineData("http://127.0.0.1:1", 1, "unreachable")]
    [InlineData("nowhere", 2, "unknown")]
    public async Task Json_IsWritten_WhereNobodyAnswersToo(string url, int code, string status)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        int ended = await RouterCommand.InvokeAsync(["status", "--json", "--url", url], new OperatorConsole(output, error, IsTerminal: false));

        JsonNode answer = JsonNode.Parse(output.ToString())!;
        Assert.Equal((code, status), (ended, (string?)answer["status"]));
        Assert.Equal($"router: {answer["error"]}", error.ToString().Trim());
    }
}
