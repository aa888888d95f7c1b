using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using FakeUpstream;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Switching;
using Router.Api.Tests.Testing;
using Router.Tests;
using Xunit;

namespace Router.Api.Tests.Docs;

/// <summary>Every command block of the pages is run, top to bottom, in a folder and a home of its own; only ports and keys that are not written out are put in.</summary>
public sealed partial class CommandBlockTests : IDisposable
{
    private const string AdminKey = "the-admin-key-of-the-pages";
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "router.dll");
    private readonly TestFolder _folder = new();
    private readonly Dictionary<int, string> _addresses = [];
    private string _claude = "claude";

    public static IEnumerable<TheoryDataRow<string>> Pages => Blocks.Select(block => block.Page).Distinct(StringComparer.Ordinal).Select(page => new TheoryDataRow<string>(page));

    private static IEnumerable<MarkdownBlock> Blocks => MarkdownPages.Blocks.Where(block => block is { Language: "bash", Skip: null } or { File: not null });

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Commands_Work(string page)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs bash");
        PageStage stage = PageStage.Of(page);
        MarkdownBlock[] blocks = [.. Blocks.Where(block => block.Page == page)];
        if (Array.Exists(blocks, block => Client().IsMatch(block.Text)))
        {
            _claude = OutsideProgram.Require("claude", "npm install -g @anthropic-ai/claude-code@2.1.329");
        }

        WriteFiles(stage);
        if (stage.Running is null)
        {
            string key = "$(sed -n 's/.*ANTHROPIC_API_KEY=//p' state/first-keys)";
            await RunAsync(blocks, stage, key, FreeAddress);
            return;
        }

        _folder.Write("router.json", stage.Running);
        await using TestGateway gateway = await TestGateway.StartInAsync(_folder, environment: new() { ["ROUTER_ADMIN_KEY"] = AdminKey });
        foreach ((string route, string body) in stage.Before)
        {
            await gateway.DoneAsync(route, body, key: AdminKey);
        }

        await RunAsync(blocks, stage, PageStage.ClientKey, port => port == 8787 ? gateway.Address : FreeAddress(port));
    }

    private async Task RunAsync(MarkdownBlock[] blocks, PageStage stage, string key, Func<int, string> address)
    {
        Dictionary<string, string> environment = new(stage.Environment)
        {
            ["HOME"] = _folder.Path, ["ROUTER_ADMIN_KEY"] = AdminKey, ["DOTNET_NOLOGO"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            ["PATH"] = $"{_folder.File("bin")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
        };
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(200, ChatSamples.Completion());
        string script = PageScript.Of(blocks, key, address, provider.BaseUrl);
        // Without a file that says where, the gateway of the page listens where its commands look for it.
        int port = blocks.Length == 0 ? 8787 : Port(script) ?? 8787;
        environment["ROUTER_LISTEN"] = _addresses.TryGetValue(port, out string? own) ? own : address(port);

        await Shell.RunAsync(_folder.Path, script, environment);
    }

    /// <summary>The port that the page's own addresses name first.</summary>
    private int? Port(string script) => _addresses.Count == 0 ? null : _addresses.MinBy(pair => script.IndexOf(pair.Value, StringComparison.Ordinal) is >= 0 and var at ? at : int.MaxValue).Key;

    private string FreeAddress(int port)
    {
        if (!_addresses.TryGetValue(port, out string? address))
        {
            _addresses[port] = address = $"http://127.0.0.1:{FreePort.Next()}";
        }

        return address;
    }

    private void WriteFiles(PageStage stage)
    {
        foreach ((string name, string text) in stage.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
            _folder.Write(name, text);
        }

        // An answer that is an error ends the page, and progress is told to nobody.
        _folder.Write(".curlrc", "silent\nshow-error\nfail-with-body\nmax-time = 60\n");
        Directory.CreateDirectory(_folder.File("bin"));
        string dotnet = OutsideProgram.Require("dotnet", "https://dot.net");
        Program("router", $"exec '{dotnet}' '{Dll}' \"$@\"");
        // What is built lies there already; building it again beside the tests that run from it would disturb them.
        Program("dotnet", $"""
            if [ "$1 $2 $3" = "run --project Router.Api" ]; then shift 3; exec '{dotnet}' run --no-build -c {Configuration} --project '{Path.Combine(Repository.Root, "Router.Api")}' "$@"; fi
            exec '{dotnet}' "$@"
            """);
        // The client, headless, with nothing of this machine but what the page has exported.
        Program("claude", $"""
            exec env -i HOME="$HOME" PATH="$PATH" LANG=C.UTF-8 SHELL=/bin/bash ANTHROPIC_BASE_URL="$ANTHROPIC_BASE_URL" ANTHROPIC_API_KEY="$ANTHROPIC_API_KEY" \
              CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_TELEMETRY=1 DISABLE_AUTOUPDATER=1 DISABLE_ERROR_REPORTING=1 \
              '{_claude}' -p "Please use Bash" --allowedTools "Bash(echo *)" "$@" < /dev/null
            """);
    }

    private void Program(string name, string line)
    {
        File.WriteAllText(_folder.File($"bin/{name}"), $"#!/bin/sh\n{line}\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.File($"bin/{name}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [GeneratedRegex("^claude\\b", RegexOptions.Multiline, 1000)]
    private static partial Regex Client();
}
