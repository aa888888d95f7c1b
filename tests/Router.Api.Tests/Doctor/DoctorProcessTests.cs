using System.Diagnostics;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Doctor;

/// <summary>The commands of the real executable.</summary>
public sealed class DoctorProcessTests
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "router.dll");

    private static Task<(int Code, string Output, string Error)> RunAsync(TestFolder folder, params string[] arguments) => RunAsync(folder, [], arguments);

    private static async Task<(int Code, string Output, string Error)> RunAsync(TestFolder folder, Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Dll, .. arguments]) { WorkingDirectory = folder.Path, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }

    [Fact]
    public async Task DoctorJson_HasOnlyDataOnStandardOutput()
    {
        using var folder = new TestFolder();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = Checkup.Messages;
        folder.Write("router.json", Checkup.Provider("anthropic", provider.BaseUrl).Replace("\"keys\"", "\"listen\": \"http://127.0.0.1:0\", \"keys\"", StringComparison.Ordinal));

        (int code, string output, string error) = await RunAsync(folder, "doctor", "--json", "--provider", "p");

        JsonNode json = JsonNode.Parse(output)!;
        Assert.Equal(0, code);
        Assert.True((bool?)json["ok"]);
        Assert.Equal("m", (string?)json["providers"]![0]!["model"]);
        Assert.Contains("p: stream ok", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("state")));
    }

    [Fact]
    public async Task ProxyOfTheEnvironment_IsNamed_WithoutItsPassword()
    {
        using var folder = new TestFolder();
        folder.Write("router.json", Checkup.Provider("anthropic", "http://no-such-provider.invalid").Replace("\"keys\"", "\"listen\": \"http://127.0.0.1:0\", \"keys\"", StringComparison.Ordinal));

        (int code, string output, string error) = await RunAsync(folder, new() { ["HTTP_PROXY"] = "http://user:proxy-password@127.0.0.1:1", ["NO_PROXY"] = "" }, ["doctor"]);

        Assert.Equal(1, code);
        Assert.Contains("requests go through the proxy 127.0.0.1:1", output, StringComparison.Ordinal);
        Assert.Contains("NO_PROXY", output, StringComparison.Ordinal);
        Assert.DoesNotContain("proxy-password", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownOption_IsExitCode2()
    {
        using var folder = new TestFolder();

        (int code, _, string error) = await RunAsync(folder, "doctor", "--deap");

        Assert.Equal(2, code);
        Assert.Contains("--deap", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_OfARunningGateway_IsTheHealthThatItsKeyOpens()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));
        using var folder = new TestFolder();
        folder.Write("router.json", TestGateway.Config($"\"listen\": \"{gateway.Address}\", {TestGateway.Providers("http://127.0.0.1:1")}"));

        (int code, string output, string error) = await RunAsync(folder, "status", "--json");

        Assert.Equal(0, code);
        Assert.Equal("a", (string?)JsonNode.Parse(output)!["providers"]![0]!["name"]);
        Assert.Empty(error);
    }

    [Fact]
    public async Task Status_WithoutAGateway_IsExitCode1()
    {
        using var folder = new TestFolder();

        (int code, string output, string error) = await RunAsync(folder, "status", "--url", "http://127.0.0.1:1");

        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.Contains("No gateway answers at http://127.0.0.1:1", error, StringComparison.Ordinal);
    }
}
