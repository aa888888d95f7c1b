using System.Text;
using Router.Api.Tests.Testing;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;
using Router.Core.Configuration.Presets;
using Router.Core.Routing;
using Xunit;

namespace Router.Api.Tests.Docs;

/// <summary>Every configuration that a page shows is one.</summary>
public sealed class ConfigurationBlockTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static IEnumerable<TheoryDataRow<string, int>> Blocks => MarkdownPages.Blocks.Where(block => block.Language == "jsonc").Select(block => new TheoryDataRow<string, int>(block.Page, block.Line));

    public static IEnumerable<TheoryDataRow<string>> Presets => ProviderPresets.All.Append(ProviderPresets.Demo).Select(preset => new TheoryDataRow<string>(preset.Name));

    public void Dispose() => _folder.Dispose();

    private ConfigResult Load(string text) => new ConfigLoader(new RouterEnvironment(new Dictionary<string, string>(StringComparer.Ordinal))).Load(Encoding.UTF8.GetBytes(text), _folder.Path);

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Block_Loads(string page, int line)
    {
        ConfigResult result = Load(MarkdownPages.Blocks.Single(block => block.Page == page && block.Line == line).Text);

        Assert.True(result.Config is not null, string.Join('\n', result.Errors));
    }

    /// <summary>A preset's page has a block that is all it needs: Claude Code's names lead to that provider.</summary>
    [Theory]
    [MemberData(nameof(Presets))]
    public void PageOfAPreset_HasABlockThatWorks(string preset)
    {
        MarkdownBlock block = MarkdownPages.Blocks.First(block => block.Page == $"docs/providers/{preset}.md" && block.Language == "jsonc");
        RouterConfig config = Load(block.Text).Config!;
        var routes = RouteTable.Create(config);

        Assert.Equal(preset, Assert.Single(config.Providers).Preset);
        Assert.All((string[])["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "anything-else"], name => Assert.NotNull(routes.Resolve(name)));
        string[] variables = [.. ProviderPresets.Find(preset)!.KeyVariables];
        Assert.True(variables.Length == 0 || variables.Any(variable => block.Text.Contains($"env:{variable}", StringComparison.Ordinal)), $"{block} names none of {string.Join(", ", variables)}.");
    }

    [Fact]
    public void Overview_LinksEveryPage()
    {
        string overview = File.ReadAllText(Path.Combine(Repository.Root, "docs", "providers.md"));

        Assert.All(ProviderPresets.All.Append(ProviderPresets.Demo), preset => Assert.Contains($"(providers/{preset.Name}.md)", overview, StringComparison.Ordinal));
        Assert.Equal(
            ProviderPresets.All.Append(ProviderPresets.Demo).Select(preset => $"docs/providers/{preset.Name}.md").Order(StringComparer.Ordinal),
            MarkdownPages.Names.Where(page => page.StartsWith("docs/providers/", StringComparison.Ordinal)));
    }
}
