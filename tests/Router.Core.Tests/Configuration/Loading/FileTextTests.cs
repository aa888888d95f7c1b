using System.Text;
using Router.Core.Configuration;
using Router.Core.Configuration.Loading;

namespace Router.Core.Tests.Configuration.Loading;

/// <summary>The file as text: syntax, encoding, comments.</summary>
public sealed class FileTextTests
{
    [Fact]
    public void CommentsAndTrailingCommas_AreFine()
    {
        RouterConfig config = Loaded.Good("// first\n{ /* a */ \"access\": \"keys\", // b\n \"hosts\": [\"a\", /* c */ \"b\",], }\n// last");

        Assert.Equal(["a", "b"], config.Hosts);
    }

    [Fact]
    public void ByteOrderMark_IsFine() =>
        Assert.Equal(["a"], Loaded.Good(Loaded.Result([.. Encoding.UTF8.Preamble, .. "{ \"hosts\": [\"a\"] }"u8])).Hosts);

    [Fact]
    public void EmptyObject_IsTheDefaults()
    {
        RouterConfig config = Loaded.Good("{}");

        Assert.Null(config.Listen);
        Assert.Equal("/srv/router/state", config.State);
        Assert.Equal("file:/srv/router/state/master.key", config.MasterKey.ToString());
        Assert.Null(config.AdminKey);
        Assert.True(config.RewriteModel);
        Assert.Equal(new CacheConfig(), config.Cache);
        Assert.Equal(RetentionConfig.Default, config.Retention);
        Assert.Null(config.Spend);
        Assert.Empty(config.Providers);
        Assert.Empty(config.Models);
        Assert.Empty(config.Keys);
    }

    [Theory]
    [InlineData("{\n  \"access\": keys\n}", "line 2, column 13")]
    [InlineData("{ \"access\": \"keys\"", "line 1, column 19")]
    [InlineData("{}\n}", "line 2, column 1")]
    [InlineData("{ 'access': 1 }", "line 1, column 3")]
    public void SyntaxError_IsToldWithLineAndColumn(string text, string place)
    {
        ConfigProblem problem = Loaded.Problem(text);

        Assert.Equal("", problem.Key);
        Assert.StartsWith($"The file is not valid JSON at {place}: ", problem.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\ufeff")]
    public void EmptyFile_HasASentenceOfItsOwn(string text) => Assert.Equal("The file is empty; write \"providers\" into it, or delete it and start again.", Loaded.Problem(text).ToString());

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public void FileThatIsNoObject_IsToldAsAWholeSentence(string text) =>
        Assert.Equal("The file must hold an object in braces, such as { \"providers\": … }.", Loaded.Problem(text).ToString());

    [Fact]
    public void DeepNesting_IsRefusedAndNoCrash() =>
        Assert.Contains("not valid JSON", Loaded.Problem($$"""{ "extra": {{new string('[', 100)}}{{new string(']', 100)}} }""").Text, StringComparison.Ordinal);

    [Fact]
    public void FileInLatin1_IsRefusedWithTheFix()
    {
        ConfigResult result = Loaded.Result(Encoding.Latin1.GetBytes("""{ "keys": [ { "key": "env:A", "user": "andré" } ] }"""));

        Assert.Null(result.Config);
        Assert.Contains("save it as UTF-8", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void HalfASurrogatePair_IsRefusedAndNoCrash() => Assert.Equal("", Loaded.Problem("""{ "listen": "\ud83d" }""").Key);

    [Fact]
    public void NullValues_CountAsAbsent() =>
        Assert.Equal(RouterConfigDefaults, Loaded.Good("""{ "listen": null, "commitAfter": null, "tiers": null, "keys": null, "models": null }""").CommitAfter);

    private static TimeSpan RouterConfigDefaults => TimeSpan.FromSeconds(15);
}
