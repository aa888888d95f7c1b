using Router.Protocol.Translation.Answers;

namespace Router.Protocol.Tests.Translation.Answers;

public sealed class ToolIdsTests
{
    [Fact]
    public void LegalId_StaysAsItIs() => Assert.Equal("call_A-1", new ToolIds().For("call_A-1"));

    [Fact]
    public void IllegalId_IsMappedAlikeInEveryAnswer()
    {
        string mapped = new ToolIds().For("functions.Bash:0");

        Assert.Matches("^functions_Bash_0_[0-9a-f]{8}$", mapped);
        Assert.Equal(mapped, new ToolIds().For("functions.Bash:0"));
        Assert.NotEqual(mapped, new ToolIds().For("functions.Bash.0"));
    }

    [Fact]
    public void MissingId_IsMadeUp()
    {
        var ids = new ToolIds();

        string id = ids.For(null);

        Assert.Matches("^toolu_[A-Za-z0-9]{24}$", id);
        Assert.NotEqual(id, ids.For(null));
    }

    [Fact]
    public void RepeatedId_IsNumbered()
    {
        var ids = new ToolIds();

        Assert.Equal(["a", "a_2", "a_3", "a_2_2"], ((string[])["a", "a", "a", "a_2"]).Select(id => ids.For(id)));
    }

    [Fact]
    public void LongestId_StaysAsItIs() => Assert.Equal(new string('x', 128), new ToolIds().For(new string('x', 128)));

    [Fact]
    public void EndlessId_IsShortened() => Assert.InRange(new ToolIds().For(new string('x', 5000)).Length, 20, 128);
}
