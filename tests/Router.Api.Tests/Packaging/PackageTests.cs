using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Router.Api.Hosting;
using Router.Api.Tests.Testing;
using Router.Tests;
using Xunit;

namespace Router.Api.Tests.Packaging;

/// <summary>What is given to users, made as packaging/README.md makes it, and used.</summary>
public sealed class PackageTests(SourceTree tree) : IClassFixture<SourceTree>
{
    // A build server that a command starts would keep its output open, and the wait for the end of it would last as long as the server.
    private static readonly string[] Quiet = ["-nologo", "-v", "quiet", "--disable-build-servers"];

    private async Task<string> DoneAsync(string file, params string[] arguments)
    {
        (int code, string output) = await tree.RunAsync(file, arguments);
        Assert.True(code == 0, output);
        return output;
    }

    private static async Task AssertServesAsync(string folder, string program, params string[] arguments)
    {
        using ProcessRun process = ProcessRun.Start(folder, [], program, [.. arguments, "--urls", "http://127.0.0.1:0"]);
        string line = await process.WaitForLineAsync("listens on ");
        using var client = new HttpClient { BaseAddress = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]) };
        Assert.Equal("""{"status":"ready"}""", await client.GetStringAsync(new Uri("/ready", UriKind.Relative), TestContext.Current.CancellationToken));
        using HttpResponseMessage page = await client.GetAsync(new Uri("/dashboard/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("<form", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_CarriesNoConfiguration_NoState_AndNoLaunchProfile()
    {
        await DoneAsync("dotnet", ["publish", "Router.Api", "-c", "Release", "-o", tree.File("out"), .. Quiet]);

        string[] files = [.. Directory.EnumerateFiles(tree.File("out"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(tree.File("out"), path))];
        Assert.Contains("router.dll", files);
        AssertNoStrays(files);
        Assert.DoesNotContain(files, file => file.EndsWith(".xml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tool_IsInstalledFromAFolder_AndStarts()
    {
        await DoneAsync("dotnet", ["pack", "Router.Api", "-c", "Release", "-o", tree.File("tool"), .. Quiet]);
        string package = Assert.Single(Directory.GetFiles(tree.File("tool"), "*.nupkg"));
        await using (ZipArchive archive = await ZipFile.OpenReadAsync(package, TestContext.Current.CancellationToken))
        {
            AssertNoStrays(archive.Entries.Select(entry => entry.FullName));
            Assert.Contains(archive.Entries, entry => entry.FullName == "README.md");
        }

        await DoneAsync("dotnet", "tool", "install", "Router.Gateway", "--tool-path", tree.File("tools"), "--source", tree.File("tool"));

        string program = Path.Combine(tree.File("tools"), OperatingSystem.IsWindows() ? "router.exe" : "router");
        using var folder = new TestFolder();
        using (ProcessRun version = ProcessRun.Start(folder.Path, [], program, "--version"))
        {
            Assert.Equal(0, await version.WaitAsync(TimeSpan.FromSeconds(60)));
            Assert.Equal(RouterVersion.Text, version.Output.Trim());
        }

        await AssertServesAsync(folder.Path, program);
    }

    /// <summary>The file, and the bundle that has it for a server.</summary>
    [Fact]
    public async Task OneFile_CopiedElsewhere_ServesTheDashboard_AndTheBundlesServerAnswers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64, "builds linux-x64");
        OutsideProgram.Require("zip", "apt-get install zip");
        OutsideProgram.Require("curl", "apt-get install curl");
        (int code, string built) = await tree.RunAsync("bash", "packaging/publish.sh", "-o", tree.File("files"), "linux-x64");
        Assert.SkipWhen(code != 0 && built.Contains("Unable to find package Microsoft.NETCore.App.Runtime", StringComparison.Ordinal), "the registry has no runtime packs, which a self-contained file is made of");
        Assert.True(code == 0, built);
        string file = Assert.Single(Directory.GetFiles(tree.File("files/linux-x64")));
        Assert.Contains("the dashboard answers, and its text/css", await DoneAsync("bash", "packaging/check.sh", file), StringComparison.Ordinal);
        Assert.Contains("-linux-x64.tar.gz", await File.ReadAllTextAsync(tree.File("files/SHA256SUMS"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        string bundle = (await DoneAsync("bash", "packaging/mcpb.sh", "-o", tree.File("files"), "linux-x64")).Trim();
        await AssertBundleAsync(bundle);
    }

    private async Task AssertBundleAsync(string bundle)
    {
        string installed = tree.File("installed");
        await ZipFile.ExtractToDirectoryAsync(bundle, installed, TestContext.Current.CancellationToken);
        JsonNode manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(installed, "manifest.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal(("0.3", RouterVersion.Text, "binary"), ((string?)manifest["manifest_version"], (string?)manifest["version"], (string?)manifest["server"]!["type"]));
        Assert.True(File.Exists(Path.Combine(installed, (string)manifest["server"]!["entry_point"]!)));
        Assert.Equal(["linux"], manifest["compatibility"]!["platforms"]!.AsArray().Select(platform => (string?)platform));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        // As Claude Desktop fills it in.
        string Filled(JsonNode? text) => ((string)text!).Replace("${__dirname}", installed, StringComparison.Ordinal)
            .Replace("${user_config.gateway_url}", gateway.Address, StringComparison.Ordinal).Replace("${user_config.key}", TestGateway.AdminKey, StringComparison.Ordinal);
        JsonNode server = manifest["server"]!["mcp_config"]!;
        await using McpClient client = await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions
        {
            Name = "router", Command = Filled(server["command"]), Arguments = [.. server["args"]!.AsArray().Select(Filled)], WorkingDirectory = installed,
            EnvironmentVariables = server["env"]!.AsObject().ToDictionary(variable => variable.Key, variable => (string?)Filled(variable.Value), StringComparer.Ordinal),
        }), cancellationToken: TestContext.Current.CancellationToken);
        McpClientTool tool = Assert.Single(await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken));
        CallToolResult result = await tool.CallAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(manifest["tools"]!.AsArray().Select(listed => (string)listed!["name"]!), [tool.Name]);
        JsonNode answer = JsonNode.Parse(Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text)!;
        Assert.Equal((true, gateway.Address), ((bool)answer["listening"]!, (string?)answer["localUrl"]));
    }

    [Fact]
    public async Task Container_HasAChiseledBase_AUserThatIsNotRoot_AndWritesToOnePlace()
    {
        (int code, string output) = await tree.RunAsync(
            "dotnet", "msbuild", "Router.Api", "-getProperty:ContainerFamily,ContainerUser,ContainerRepository,ContainerImageTag", "-getItem:ContainerPort,ContainerEnvironmentVariable", "-p:Configuration=Release");
        Assert.True(code == 0, output);
        JsonNode settings = JsonNode.Parse(output)!;

        Assert.Equal(
            ("noble-chiseled", "1654", "router", RouterVersion.Text),
            ((string?)settings["Properties"]!["ContainerFamily"], (string?)settings["Properties"]!["ContainerUser"], (string?)settings["Properties"]!["ContainerRepository"], (string?)settings["Properties"]!["ContainerImageTag"]));
        Assert.Equal("8787", (string?)settings["Items"]!["ContainerPort"]![0]!["Identity"]);
        Dictionary<string, string> variables = settings["Items"]!["ContainerEnvironmentVariable"]!.AsArray().ToDictionary(item => (string)item!["Identity"]!, item => (string)item!["Value"]!, StringComparer.Ordinal);
        Assert.Equal(("http://0.0.0.0:8787", "/data"), (variables["ROUTER_LISTEN"], variables["ROUTER_STATE"]));
    }

    /// <summary>Where the base image can be had; an archive needs no engine.</summary>
    [Fact]
    public async Task Container_IsPublishedIntoAnArchive()
    {
        string archive = tree.File("router.tar.gz");
        (int code, string output) = await tree.RunAsync("dotnet", ["publish", "Router.Api", "-c", "Release", "--os", "linux", "-t:PublishContainer", $"-p:ContainerArchiveOutputPath={archive}", .. Quiet]);
        Assert.SkipWhen(code != 0 && output.Contains("mcr.microsoft.com", StringComparison.Ordinal), "the registry of the base image can't be reached from here");

        Assert.True(code == 0, output);
        Assert.True(new FileInfo(archive).Length > 10_000_000);
    }

    private static void AssertNoStrays(IEnumerable<string> files) =>
        Assert.DoesNotContain(files, file => SourceTree.Strays.Any(stray => file.EndsWith(Path.GetFileName(stray), StringComparison.OrdinalIgnoreCase)));
}
