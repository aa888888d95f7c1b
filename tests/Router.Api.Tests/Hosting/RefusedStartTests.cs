using Router.Api.Hosting;
using Router.Api.Tests.Testing;
using Router.Core.Configuration;
using Xunit;

namespace Router.Api.Tests.Hosting;

/// <summary>What stops a start is told in a sentence that says what to do, and with an exit code.</summary>
public sealed class RefusedStartTests
{
    private static async Task<(int Code, string Error)> RunAsync(TestFolder folder, string? urls = "http://127.0.0.1:0", Dictionary<string, string>? environment = null, string? config = null)
    {
        var error = new StringWriter();
        int code = await SingleMachineHost.RunAsync(
            new StartOptions { Folder = folder.Path, Urls = urls, ConfigFile = config, Environment = new RouterEnvironment(environment ?? []) },
            new OperatorConsole(TextWriter.Null, error, IsTerminal: true),
            new CancellationToken(canceled: false));
        return (code, error.ToString());
    }

    [Fact]
    public async Task PortInUse_NamesThePortAndTheWaysOut()
    {
        await using TestGateway other = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));
        using var folder = new TestFolder();

        (int code, string error) = await RunAsync(folder, other.Address);

        Assert.Equal(1, code);
        Assert.Contains(other.Address, error, StringComparison.Ordinal);
        Assert.Contains("--urls", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("state/keys.json")), "keys that nobody saw must not be kept");
    }

    [Fact]
    public async Task AddressOfAnotherMachine_IsTold()
    {
        using var folder = new TestFolder();

        (int code, string error) = await RunAsync(folder, "http://192.0.2.1:8787");

        Assert.Equal(1, code);
        Assert.Contains("192.0.2.1", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typos_AreAllToldAtOnce()
    {
        using var folder = new TestFolder();
        folder.Write("router.json", """{ "listn": "x", "providers": { "a": { "preset": "deepsek" } }, "models": { "m": { "targets": ["b/x"] } } }""");

        (int code, string error) = await RunAsync(folder);

        Assert.Equal(2, code);
        Assert.Contains("router.json has 3 errors", error, StringComparison.Ordinal);
        Assert.Contains("listn", error, StringComparison.Ordinal);
        Assert.Contains("did you mean \"deepseek\"?", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamedFileThatIsMissing_IsTold()
    {
        using var folder = new TestFolder();

        (int code, string error) = await RunAsync(folder, config: folder.File("other.json"));

        Assert.Equal(2, code);
        Assert.Contains(folder.File("other.json"), error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StateThatCannotBeWritten_WithoutAnAdminKey_IsRefused()
    {
        using var folder = new TestFolder();
        string file = folder.Write("not-a-folder", "");

        (int code, string error) = await RunAsync(folder, environment: new() { ["ROUTER_STATE"] = Path.Combine(file, "state") });

        Assert.Equal(1, code);
        Assert.Contains("ROUTER_ADMIN_KEY", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StateThatCannotBeWritten_WithAdminAndClientKeys_Starts()
    {
        using var folder = new TestFolder();
        string file = folder.Write("not-a-folder", "");
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers("http://127.0.0.1:1")));

        await using TestGateway gateway = await TestGateway.StartInAsync(folder, environment: new() { ["ROUTER_STATE"] = Path.Combine(file, "state") });

        using HttpResponseMessage response = await gateway.Client.GetAsync("/v1/models");
        Assert.True(response.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("state/first-keys", false)]
    [InlineData("state/keys.json.new", true)]
    public async Task FirstKeysThatCannotBeWritten_AreToldInASentence(string path, bool isTerminal)
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File(path));
        var error = new StringWriter();

        int code = await SingleMachineHost.RunAsync(
            new StartOptions { Folder = folder.Path, Urls = "http://127.0.0.1:0", Environment = new RouterEnvironment(new Dictionary<string, string>()) },
            new OperatorConsole(TextWriter.Null, error, isTerminal),
            new CancellationToken(canceled: false));

        Assert.Equal(1, code);
        Assert.StartsWith("router: The first keys can't be written to ", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://127.0.0.1:8787")]
    [InlineData("8787")]
    [InlineData("http://lcoalhost:8787")]
    [InlineData("")]
    public async Task BadAddress_IsTold(string urls)
    {
        using var folder = new TestFolder();

        (int code, string error) = await RunAsync(folder, urls);

        Assert.Equal(2, code);
        Assert.Contains(urls, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAccess_OnTheNetwork_IsRefused()
    {
        using var folder = new TestFolder();
        folder.Write("router.json", """{ "access": "open" }""");

        (int code, string error) = await RunAsync(folder, "http://0.0.0.0:0");

        Assert.Equal(2, code);
        Assert.Contains("loopback", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShortMasterKey_IsRefused()
    {
        using var folder = new TestFolder();

        (int code, string error) = await RunAsync(folder, environment: new() { ["ROUTER_MASTER_KEY"] = "short" });

        Assert.Equal(2, code);
        Assert.Contains("16 characters", error, StringComparison.Ordinal);
        Assert.DoesNotContain("short\"", error, StringComparison.Ordinal);
    }
}
