using System.Net;
using Router.Api.Hosting;
using Router.Api.Tests.Testing;
using Router.Core.Configuration;
using Xunit;

namespace Router.Api.Tests.Hosting;

/// <summary>What the operator reads after a start.</summary>
public sealed class BannerTests
{
    private const string NoKeyWorks = "*** No client key works, so nobody can sign in. ";

    private static async Task<string> ShownAsync(string config, string urls = "http://127.0.0.1:0", Action<TestFolder>? prepare = null, Dictionary<string, string>? environment = null)
    {
        using var folder = new TestFolder();
        folder.Write("router.json", config);
        prepare?.Invoke(folder);
        var console = new StringWriter();
        await using RouterApplication application = await SingleMachineHost.StartAsync(
            new StartOptions { Folder = folder.Path, Urls = urls, Environment = new RouterEnvironment(environment ?? []) },
            new OperatorConsole(console, console, IsTerminal: true),
            CancellationToken.None);
        return console.ToString();
    }

    [Fact]
    public async Task KeysThatCannotBeFound_AreNamedPlainly() =>
        Assert.Contains(
            $"{NoKeyWorks}Set ALICE_KEY, BOB_KEY in the gateway's environment and start again.",
            await ShownAsync("""{ "keys": [ { "key": "env:ALICE_KEY", "user": "alice" }, { "key": "env:BOB_KEY", "user": "bob" } ] }"""),
            StringComparison.Ordinal);

    [Fact]
    public async Task KeyFileThatIsMissing_IsNamed() =>
        Assert.Matches(
            """\*\*\* No client key works, so nobody can sign in\. Write \S+alice\.key\.""",
            await ShownAsync("""{ "keys": [ { "key": "file:alice.key", "user": "alice" } ] }"""));

    [Fact]
    public async Task OneKeyThatWorks_IsEnough() =>
        Assert.DoesNotContain(
            "No client key works",
            await ShownAsync("""{ "keys": [ { "key": "env:ALICE_KEY", "user": "alice" }, { "key": "bobs-own-key", "user": "bob" } ] }"""),
            StringComparison.Ordinal);

    [Fact]
    public async Task ReadOnlyState_WithoutAClientKey_IsToldPlainly() =>
        Assert.Contains(
            $"{NoKeyWorks}Add \"keys\" to router.json; none is made by itself because the state folder can't be written.",
            await ShownAsync("""{ "state": "not-a-folder/state", "admin": { "key": "admin-test-key" } }""", prepare: folder => folder.Write("not-a-folder", "")),
            StringComparison.Ordinal);

    [Fact]
    public async Task FileOfTheFirstKeys_IsNamedOnlyWhereItHoldsAClientKey()
    {
        string config = """{ "keys": [ { "key": "bobs-own-key", "user": "bob" } ] }""";
        static Action<TestFolder> Earlier(string lines) => folder =>
        {
            Directory.CreateDirectory(folder.File("state"));
            folder.Write("state/first-keys", lines);
        };
        Dictionary<string, string> admin = new() { ["ROUTER_ADMIN_KEY"] = "the-admins-own-key" };

        string onlyAdmin = await ShownAsync(config, prepare: Earlier("  admin key (for administration): sk-rtr-x\n"), environment: admin);
        string both = await ShownAsync(config, prepare: Earlier("  export ANTHROPIC_API_KEY=sk-rtr-y\n"), environment: admin);

        Assert.Contains("to a key of this gateway.", onlyAdmin, StringComparison.Ordinal);
        Assert.Contains("(those of the first start are still in", both, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryAddress_GetsALineForOtherMachines()
    {
        string shown = await ShownAsync("{}", "http://0.0.0.0:0");

        Assert.Matches("From other machines: http://<this machine's name or address>:[0-9]+", shown);
        Assert.Matches("export ANTHROPIC_BASE_URL=http://127.0.0.1:[0-9]+", shown);
        Assert.DoesNotContain("From other machines", await ShownAsync("{}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAccess_SaysThatNoKeyIsNeeded_AndItsLinesWork()
    {
        using var folder = new TestFolder();
        folder.Write("router.json", """{ "access": "open" }""");
        await using TestGateway gateway = await TestGateway.StartInAsync(folder, terminal: true);
        string shown = gateway.Console.ToString();

        Assert.Contains("No key is needed", shown, StringComparison.Ordinal);
        Assert.Contains($"export ANTHROPIC_BASE_URL={gateway.Address}", shown, StringComparison.Ordinal);
        Assert.Contains("export ANTHROPIC_API_KEY=anything", shown, StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = new Uri(gateway.Address) };
        client.DefaultRequestHeaders.Add("x-api-key", "anything");
        using HttpResponseMessage response = await client.GetAsync("/v1/models");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
