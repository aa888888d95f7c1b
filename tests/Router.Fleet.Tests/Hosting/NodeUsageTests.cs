using Router.Api.Hosting;
using Router.Fleet.Hosting;

namespace Router.Fleet.Tests.Hosting;

/// <summary>A node's program has no commands, but says what it is.</summary>
public sealed class NodeUsageTests : IDisposable
{
    private readonly StringWriter _said = new();

    public void Dispose() => _said.Dispose();

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_NamesTheVariables(string word)
    {
        Assert.True(Answer(word));
        Assert.All((string[])["ConnectionStrings__state", "ROUTER_MASTER_KEY", "ROUTER_ADMIN_KEY", "Orleans__Endpoints__SiloPort", "docs/fleet.md"], name => Assert.Contains(name, _said.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Version_IsTold()
    {
        Assert.True(Answer("--version"));
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+", _said.ToString());
    }

    [Fact]
    public void OtherWords_StartTheNode()
    {
        Assert.False(Answer("--urls", "http://127.0.0.1:8787"));
        Assert.Empty(_said.ToString());
    }

    private bool Answer(params string[] words) => NodeUsage.Answer(words, new OperatorConsole(_said, _said, IsTerminal: false));
}
