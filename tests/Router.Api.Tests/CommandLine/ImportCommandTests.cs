using System.Text.Json.Nodes;
using Router.Api.CommandLine;
using Router.Api.Hosting;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.CommandLine;

/// <summary><c>router import</c>: shows, asks, writes.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string _source;
    private readonly string _target;

    public ImportCommandTests()
    {
        _source = _folder.Write(".env", "TARGET_API_KEY=sk-some-secret\nTARGET_MODEL=qwen-plus\n");
        _target = _folder.File("router.json");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, string Out, string Error)> RunAsync(string? answer, params string[] more)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var console = new OperatorConsole(output, error, IsTerminal: answer is not null) { In = new StringReader(answer ?? "") };
        int code = await RouterCommand.InvokeAsync(["import", _source, "--output", _target, .. more], console);
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task NewFile_IsShownAndWritten()
    {
        (int code, string shown, string error) = await RunAsync(answer: null);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("+  \"models\": {", shown, StringComparison.Ordinal);
        Assert.Contains("export TARGET_API_KEY=…   # the value of .env:1 TARGET_API_KEY", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-some-secret", shown + await File.ReadAllTextAsync(_target, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Schema_IsNamedOnlyWhereItsFileIs(bool isThere)
    {
        if (isThere)
        {
            _folder.Write("router.schema.json", "{}");
        }

        await RunAsync(answer: null);

        Assert.Equal(isThere, (await File.ReadAllTextAsync(_target, TestContext.Current.CancellationToken)).Contains("\"$schema\": \"./router.schema.json\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Folder_IsToldToBeOne()
    {
        (int code, _, string error) = await RunAsync(answer: null, _folder.Path);

        Assert.Equal((2, $"router: {_folder.Path} is a folder; name the file in it, such as {_folder.File(".env")}."), (code, error.Trim()));
    }

    [Fact]
    public async Task FileOfNoProxy_WritesNothing()
    {
        await File.WriteAllTextAsync(_source, "const x = 1;\n", TestContext.Current.CancellationToken);

        (int code, string shown, string error) = await RunAsync(answer: null);

        Assert.Equal((2, ""), (code, shown));
        Assert.Contains("a models.yaml", error, StringComparison.Ordinal);
        Assert.False(File.Exists(_target));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("n\n", 1)]
    [InlineData("", 1)]
    [InlineData("y\n", 0)]
    public async Task FileThatIsThere_IsOverwrittenOnlyWithAYes(string? answer, int code)
    {
        _folder.Write("router.json", "{}");

        Assert.Equal(code, (await RunAsync(answer)).Code);
        Assert.Equal(code == 1, await File.ReadAllTextAsync(_target, TestContext.Current.CancellationToken) == "{}");
    }

    [Fact]
    public async Task Force_Overwrites_AndASecondTimeChangesNothing()
    {
        _folder.Write("router.json", "{}");

        Assert.Equal(0, (await RunAsync(answer: null, "--force")).Code);
        (int code, string shown, _) = await RunAsync(answer: null);
        Assert.Equal(0, code);
        Assert.Contains("says this already", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HasTheTextAndTheNotes()
    {
        JsonNode report = JsonNode.Parse((await RunAsync(answer: null, "--json")).Out)!;

        Assert.True((bool)report["written"]!);
        Assert.Equal(await File.ReadAllTextAsync(_target, TestContext.Current.CancellationToken), (string?)report["text"]);
        Assert.Equal("export", (string?)report["notes"]![0]!["kind"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SecretsOfTheFileThatIsThere_AreNotShown(bool json)
    {
        _folder.Write("router.json", """
            {
              // "key": "s3cr3t-in-a-comment",
              "keys": [ { "key": "s3cr3t-of-a-client", "user": "me" } /* not "s3cr3t-in-another" */, { "key": "env:KEPT_KEY", "user": "you" } ],
              "admin": { "key": "s3cr3t-of-the-admin" },
              "providers": {
                "one": { "preset": "openai", "credentials": [ "s3cr3t-one", "vault:kept", "file:kept.key", "client" ], "headers": { "X-Token": "s3cr3t-header", "X-Title": "kept title" } },
              },
            }
            """);

        string shown = (await RunAsync(answer: null, json ? ["--json"] : [])).Out;

        Assert.DoesNotContain("s3cr3t", shown, StringComparison.Ordinal);
        string diff = json ? string.Join('\n', JsonNode.Parse(shown)!["diff"]!.AsArray().Select(line => (string?)line)) : shown;
        Assert.Contains("""-  "keys": [ { "key": "(value)", "user": "me" } /* not "(value)" */, { "key": "env:KEPT_KEY", "user": "you" } ],""", diff, StringComparison.Ordinal);
        Assert.Contains("""-  "admin": { "key": "(value)" },""", diff, StringComparison.Ordinal);
        Assert.Contains(""""credentials": [ "(value)", "vault:kept", "file:kept.key", "client" ], "headers": { "X-Token": "(value)", "X-Title": "kept title" } },"""", diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretsOfAFileThatIsNoJson_AreNotShownEither()
    {
        _folder.Write("router.json", "{ \"admin\": { \"key\": \"s3cr3t-of-the-admin\", nonsense\n \"credentials\": [\"s3cr3t-\\\"one\", \"env:KEPT\", \"s3cr3t-open\n");

        string shown = (await RunAsync(answer: null)).Out;

        Assert.DoesNotContain("s3cr3t", shown, StringComparison.Ordinal);
        Assert.Contains("-{ \"admin\": { \"key\": \"(value)\", nonsense", shown, StringComparison.Ordinal);
        Assert.Contains("\"env:KEPT\"", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingFile_IsToldInASentence()
    {
        File.Delete(_source);

        (int code, _, string error) = await RunAsync(answer: null);

        Assert.Equal(2, code);
        Assert.Contains(_source, error, StringComparison.Ordinal);
    }
}
