using System.Text.RegularExpressions;
using Router.Api.Hosting;
using Router.Api.Tests.Testing;
using Router.Tests;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Router.Api.Tests.Packaging;

/// <summary>The examples below packaging, and the changelog.</summary>
public sealed partial class ExampleTests
{
    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    [Fact]
    public async Task Unit_IsTakenBySystemd()
    {
        OutsideProgram.Require("systemd-analyze", "apt-get install systemd");
        using var folder = new TestFolder();
        // systemd looks whether the program is there.
        string unit = folder.Write("router.service", Read("packaging/systemd/router.service").Replace("ExecStart=/usr/local/bin/router", "ExecStart=/bin/sh", StringComparison.Ordinal));
        using ProcessRun verify = ProcessRun.Start(folder.Path, [], "systemd-analyze", "verify", unit);
        int code = await verify.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(code == 0 && !verify.Output.Contains("router.service", StringComparison.Ordinal), verify.Output);
    }

    [Fact]
    public void Compose_RunsTheImage_ReadOnly_WithItsHealthCommand()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Read("packaging/compose/compose.yaml")));
        var router = (YamlMappingNode)((YamlMappingNode)yaml.Documents[0].RootNode)["services"]["router"];

        Assert.Equal(($"router:{RouterVersion.Text}", "true"), ($"{router["image"]}", $"{router["read_only"]}"));
        Assert.Equal(["CMD", "/app/router", "status"], ((YamlSequenceNode)router["healthcheck"]["test"]).Select(word => $"{word}"));
        Assert.Contains(((YamlSequenceNode)router["volumes"]).Select(volume => $"{volume}"), volume => volume.EndsWith(":/data", StringComparison.Ordinal));
    }

    [Fact]
    public void Changelog_BeginsWithThisVersion() => Assert.Equal(RouterVersion.Text, Version().Match(Read("CHANGELOG.md")).Groups["version"].Value);

    [GeneratedRegex(@"^## (?<version>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();
}
