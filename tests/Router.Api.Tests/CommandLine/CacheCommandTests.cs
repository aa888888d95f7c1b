using System.Globalization;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.CommandLine;
using Router.Api.Hosting;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.CommandLine;

/// <summary><c>router cache</c>, against a running gateway.</summary>
public sealed class CacheCommandTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private string _config = "";
    private FakeProvider _provider = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        string members = TestGateway.Providers(_provider.BaseUrl) + ", \"cache\": { \"mode\": \"full\" }";
        _gateway = await TestGateway.StartAsync(members);
        _config = _folder.Write("router.json", TestGateway.Config($"\"listen\": \"{_gateway.Address}\", {members}"));
        foreach (bool stream in (bool[])[false, true])
        {
            using HttpResponseMessage response = await _gateway.PostAsync(TestGateway.Body(stream));
            await response.Content.ReadAsStringAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _provider.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Stats_AreATableOrJson()
    {
        (int code, string table, string error) = await RunAsync("stats");
        Assert.Equal((0, ""), (code, error));
        string[] row = table.Split('\n').Single(line => line.Contains("claude-test", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["claude-test", "default", "1", row[3], "1", "1", "0", "1", row[8]], row);
        Assert.True(decimal.Parse(row[8], CultureInfo.InvariantCulture) > 0);

        JsonNode json = JsonNode.Parse((await RunAsync("stats", "--json", "--model", "claude-test")).Out)!;
        Assert.Equal((1, 1), ((int)json["hits"]!, (int)json["data"]![0]!["entries"]!));
        (code, table, error) = await RunAsync("stats", "--tenant", "nobody");
        Assert.Equal((1, ""), (code, table));
        Assert.Contains("There is no tenant \"nobody\"", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clear_ForgetsWhatIsMeant()
    {
        Assert.Equal((0, "0 expired answers are forgotten."), Said(await RunAsync("clear-expired")));
        Assert.Equal((0, "0 answers are forgotten."), Said(await RunAsync("clear", "--model", "other")));
        Assert.Equal(1, (int)JsonNode.Parse((await RunAsync("clear", "--json")).Out)!["cleared"]!);
        Assert.Equal((0, "0 answers are forgotten."), Said(await RunAsync("clear")));
    }

    [Fact]
    public async Task Refused_IsExitCode1WithTheReason()
    {
        (int code, string said, string error) = await RunAsync("clear", "--url", "http://127.0.0.1:1");
        Assert.Equal((1, ""), (code, said));
        Assert.Contains("No gateway answers", error, StringComparison.Ordinal);
    }

    private static (int Code, string Out) Said((int Code, string Out, string Error) run) => (run.Code, run.Out.Trim());

    private async Task<(int Code, string Out, string Error)> RunAsync(params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int code = await RouterCommand.InvokeAsync(["cache", .. arguments, "--config", _config], new OperatorConsole(output, error, IsTerminal: false));
        return (code, output.ToString(), error.ToString());
    }
}
