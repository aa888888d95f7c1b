using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Doctor;

/// <summary>What the doctor says of the configuration itself.</summary>
public sealed class SetupTests
{
    private const string Demo = """ "providers": { "demo": { "preset": "demo" } }, "tiers": { "default": "demo/instant" } """;

    private static string Setup(Checkup checkup, string name) => Checkup.Line(checkup.Setup.First(check => (string?)check["name"] == name));

    [Fact]
    public async Task FileWithErrors_HasThemAll_AndAsksNobody()
    {
        Checkup checkup = await Checkup.OfAsync("""{ "providers": { "p": { "style": "anthropc", "baseUrl": "ftp://x" } }, "commitAfter": "soon" }""");

        Assert.Equal(2, checkup.Code);
        Assert.True(checkup.Setup.Count() >= 3);
        Assert.All(checkup.Setup, check => Assert.Equal("failed", (string?)check["status"]));
        Assert.Empty(checkup.Json["providers"]!.AsArray());
    }

    [Theory]
    [InlineData("q/glm-of-mine")]
    [InlineData("q/other")]
    public async Task PriceThatNobodyKnows_IsToldWhateverTheModelIsCalled(string target)
    {
        Checkup checkup = await Checkup.OfAsync(TestGateway.Config($$""" "providers": { "p": { "preset": "demo" }, "q": { "style": "anthropic", "baseUrl": "http://127.0.0.1:1", "credentials": ["none"] } }, "models": { "glm-of-mine": { "targets": ["{{target}}"] } } """), providers: ["p"]);

        Assert.Contains($"the price of {target} is not known", Setup(checkup, "models.glm-of-mine"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"env:VOLC_KEY\"", "set VOLC_KEY and start again")]
    [InlineData("\"env:VOLC_KEY\", \"env:VOLC_TWO\"", "set VOLC_KEY or VOLC_TWO and start again")]
    public async Task MissingCredential_IsAskedForByTheNameThatTheFileHas(string credentials, string advice)
    {
        Checkup checkup = await Checkup.OfAsync(TestGateway.Config($$""" "providers": { "v": { "preset": "volcengine", "credentials": [{{credentials}}] } } """));

        Assert.Contains(checkup.Setup, check => Checkup.Line(check).Contains($"has no usable credential and can't be called; {advice}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FileThatIsNotThere_IsWrongUsage()
    {
        using var folder = new TestFolder();
        Checkup checkup = await Checkup.OfAsync(TestGateway.Config(Demo), folder: folder, environment: new() { ["ROUTER_CONFIG"] = folder.File("gone.json") });

        Assert.Equal(2, checkup.Code);
        Assert.Contains("gone.json", checkup.Error, StringComparison.Ordinal);
        Assert.Empty(checkup.Output);
    }

    [Fact]
    public async Task Doctor_LeavesTheFolderAsItIs()
    {
        using var folder = new TestFolder();

        Checkup checkup = await Checkup.OfAsync(TestGateway.Config(Demo), folder: folder);

        Assert.Equal(0, checkup.Code);
        Assert.Equal([folder.File("router.json")], Directory.GetFileSystemEntries(folder.Path));
        Assert.Contains("is made by the first start", Setup(checkup, "state"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeysOfTheDirectory_AreSeen_WhileAGatewayRunsThere()
    {
        string config = $$"""{ "admin": { "key": "{{TestGateway.AdminKey}}" }, "keys": [ { "key": "env:NOT_SET", "user": "alice" } ], {{Demo}} }""";
        var folder = new TestFolder();
        folder.Write("router.json", config);
        await using TestGateway gateway = await TestGateway.StartInAsync(folder);
        Checkup before = await Checkup.OfAsync(config, folder: folder);
        await gateway.UserWithKeyAsync("ann", "member");
        string[] files = Directory.GetFiles(folder.File("state/journal"));

        Checkup checkup = await Checkup.OfAsync(config, folder: folder);

        Assert.Contains("nobody can sign in", Setup(before, "keys"), StringComparison.Ordinal);
        Assert.Contains("1 client key can sign in, 1 of them from the directory", Setup(checkup, "keys"), StringComparison.Ordinal);
        Assert.Equal(files.Order(), Directory.GetFiles(folder.File("state/journal")).Order());
        await gateway.DoneAsync("POST users", """{"id":"bob"}"""); // and the journal goes on
    }

    [Fact]
    public async Task Memory_IsLeftAlone_AlsoWhereItIsSwitchedOff()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("state"));
        folder.Write("state/reasoning", "what a gateway remembers");

        Checkup checkup = await Checkup.OfAsync(TestGateway.Config($$""" "reasoning": { "store": "off" }, {{Demo}}"""), folder: folder);

        Assert.Equal(0, checkup.Code);
        Assert.Equal([folder.File("state/reasoning")], Directory.GetFileSystemEntries(folder.File("state")));
    }

    [Fact]
    public async Task StateFolderThatIsAFile_Fails()
    {
        using var folder = new TestFolder();
        folder.Write("state", "");

        Checkup checkup = await Checkup.OfAsync($$"""{ {{Demo}} }""", folder: folder);

        Assert.Equal(2, checkup.Code);
        Assert.StartsWith("failed: ", Setup(checkup, "state"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeysThatNobodyCanUse_AreNamed()
    {
        Checkup checkup = await Checkup.OfAsync(
            $$"""{ "keys": [ { "key": "env:ALICE", "user": "alice" }, { "key": "env:BOB", "user": "bob" }, { "key": "carol-test-key", "user": "carol", "models": ["claude-gone"] } ], "admin": { "key": "admin-test-key" }, "providers": { "demo": { "preset": "demo" } }, "models": { "m": { "targets": ["demo/instant"] } } }""",
            environment: new() { ["BOB"] = "admin-test-key" });

        Assert.Contains("the environment variable ALICE is not set", string.Join('\n', checkup.Setup.Select(Checkup.Line)), StringComparison.Ordinal);
        Assert.Contains("the same secret as admin.key", Setup(checkup, "keys[1].key"), StringComparison.Ordinal);
        Assert.Contains("claude-gone", Setup(checkup, "keys[2].models"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyWhoCanSignIn_Fails()
    {
        Checkup checkup = await Checkup.OfAsync($$"""{ "keys": [ { "key": "env:ALICE", "user": "alice" } ], {{Demo}} }""");

        Assert.Equal(2, checkup.Code);
        Assert.Contains("Set ALICE", Setup(checkup, "keys"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutKeys_TheFirstStartMakesOne()
    {
        Checkup checkup = await Checkup.OfAsync($$"""{ {{Demo}} }""");

        Assert.Equal(0, checkup.Code);
        Assert.Contains("the first start makes one", Setup(checkup, "keys"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PortOfAnotherProgram_Fails()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        string address = $"http://{other.LocalEndpoint}";
        Task<TcpClient> caller = other.AcceptTcpClientAsync();

        Task<Checkup> running = Checkup.OfAsync(TestGateway.Config(Demo), urls: address);
        using (TcpClient heard = await caller)
        {
            await heard.GetStream().WriteAsync("SSH-2.0-OpenSSH\r\n"u8.ToArray());
        }

        Checkup checkup = await running;
        Assert.Equal(2, checkup.Code);
        Assert.StartsWith($"failed: {address} is in use by another program", Setup(checkup, "listen"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonShape_IsStable()
    {
        Checkup checkup = await Checkup.OfAsync(TestGateway.Config(Demo));

        JsonObject json = checkup.Json;
        Assert.Equal(["ok", "version", "configuration", "providers"], Names(json));
        Assert.Equal(["ok", "file", "checks"], Names(json["configuration"]!));
        Assert.Equal(["ok", "name", "style", "baseUrl", "model", "checks"], Names(json["providers"]![0]!));
        Assert.All(checkup.Setup.Concat(checkup.Checks), check => Assert.Equal(["name", "status", "text", "hint", "milliseconds", "credential"], Names(check)));
        Assert.Equal(["dns", "tcp", "tls", "http", "auth", "message", "stream", "tools", "count", "usage", "overflow"], checkup.Checks.Select(check => (string?)check["name"]));
        Assert.Subset(new HashSet<string> { "ok", "warning", "failed", "unsupported", "skipped" }, checkup.Setup.Concat(checkup.Checks).Select(check => (string)check["status"]!).ToHashSet());
    }

    private static IEnumerable<string> Names(JsonNode node) => node.AsObject().Select(member => member.Key);
}
