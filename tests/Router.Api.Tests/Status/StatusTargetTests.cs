using Router.Api.Hosting;
using Router.Api.Status;
using Router.Api.Tests.Testing;
using Router.Core.Configuration;
using Xunit;

namespace Router.Api.Tests.Status;

/// <summary>A key goes only to the gateway that it belongs to.</summary>
public sealed class StatusTargetTests
{
    private static StatusTarget Find(string? url, Dictionary<string, string>? environment = null)
    {
        using var folder = new TestFolder();
        folder.Write("router.json", TestGateway.Config($"\"listen\": \"http://0.0.0.0:9001\", {TestGateway.Providers("http://127.0.0.1:1")}"));
        return StatusTarget.Find(new StartOptions { Folder = folder.Path, Environment = new RouterEnvironment(environment ?? []) }, url, TextWriter.Null);
    }

    [Fact]
    public void OwnGateway_GetsTheConfiguredAdminKey() => Assert.Equal(new StatusTarget(new Uri("http://127.0.0.1:9001"), TestGateway.AdminKey), Find(null));

    [Fact]
    public void OwnAddressWrittenOut_IsTheOwnGateway() => Assert.Equal(TestGateway.AdminKey, Find("http://localhost:9001").Key);

    [Fact]
    public void ForeignGateway_GetsNoKeyOfTheConfiguration() => Assert.Null(Find("http://router.example:9001").Key);

    [Fact]
    public void ForeignGateway_GetsTheKeyThatTheEnvironmentNames()
    {
        Assert.Equal("admin-of-theirs", Find("http://router.example:9001", new() { ["ROUTER_ADMIN_KEY"] = "admin-of-theirs" }).Key);
        Assert.Equal("key-of-theirs", Find("http://router.example:9001", new() { ["ANTHROPIC_BASE_URL"] = "http://router.example:9001", ["ANTHROPIC_API_KEY"] = "key-of-theirs" }).Key);
    }

    [Fact]
    public void ClientsKey_GoesNowhereElse() =>
        Assert.Null(Find("http://router.example:9001", new() { ["ANTHROPIC_BASE_URL"] = "https://api.example", ["ANTHROPIC_API_KEY"] = "sk-of-another-place" }).Key);

    [Fact]
    public void AddressThatIsNone_IsWrongUsage() => Assert.Equal(StartException.Misconfigured, Assert.Throws<StartException>(() => Find("localhost:9001")).ExitCode);

    [Fact]
    public void BrokenFile_IsOneWarning_AndTheEnvironmentSaysWhere()
    {
        using var folder = new TestFolder();
        folder.Write("router.json", "{");
        var warnings = new StringWriter();
        var environment = new RouterEnvironment(new Dictionary<string, string> { ["ROUTER_LISTEN"] = "http://127.0.0.1:9002", ["ROUTER_ADMIN_KEY"] = "the-admins-own-key" });

        StatusTarget found = StatusTarget.Find(new StartOptions { Folder = folder.Path, Environment = environment }, null, warnings);

        Assert.Equal(new StatusTarget(new Uri("http://127.0.0.1:9002"), "the-admins-own-key"), found);
        string line = Assert.Single(warnings.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"router: warning: {folder.File("router.json")} has errors (The file is not valid JSON at line 1", line, StringComparison.Ordinal);
        Assert.Contains("Going on with the defaults and the environment (ROUTER_LISTEN, ROUTER_STATE)", line, StringComparison.Ordinal);
    }

    [Fact]
    public void FileWithAnError_StillSaysWhereItsGatewayIs()
    {
        using var folder = new TestFolder();
        folder.Write("router.json", TestGateway.Config("\"listen\": \"http://127.0.0.1:9003\", \"commitAfter\": \"soon\""));
        var warnings = new StringWriter();

        StatusTarget found = StatusTarget.Find(new StartOptions { Folder = folder.Path, Environment = new RouterEnvironment(new Dictionary<string, string>()) }, null, warnings);

        Assert.Equal(new StatusTarget(new Uri("http://127.0.0.1:9003"), TestGateway.AdminKey), found);
        Assert.Contains("commitAfter", warnings.ToString(), StringComparison.Ordinal);
    }
}
