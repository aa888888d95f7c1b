using Router.Api.Import;
using Xunit;

namespace Router.Api.Tests.Import;

/// <summary>Files that nothing can come of, and results that a start would refuse.</summary>
public sealed class ImportRefusalTests
{
    [Theory]
    [InlineData("mock.js", "const x = 1;\nconsole.log(x);\nlet y=2\n")]
    [InlineData("notes.txt", "")]
    [InlineData("empty.json", "{}")]
    [InlineData(".env", "PORT=3000\nHOST=0.0.0.0\nDATABASE_URL=postgres://db\n")]
    [InlineData(".env", "CACHE_URL=redis://cache\n")]
    [InlineData(".env", "CACHE_TTL=60\nPROXY_HOST=a\n")]
    public void FileOfNoProxy_IsRefused_WithThoseThatAreKnown(string name, string text)
    {
        string alone = Refused(new SourceFile(name, text));
        string besides = Refused(new SourceFile("glm.env", "OPENAI_API_KEY=sk-some-key\nBIG_MODEL=b\n"), new SourceFile(name, text));

        Assert.Equal(alone, besides);
        Assert.StartsWith($"{name} ", alone, StringComparison.Ordinal);
        Assert.All(["a .env", "a models.yaml", "a cc-proxy.json", "config.json"], known => Assert.Contains(known, alone, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cc-proxy.json", """{ "mine": { "base_url": "http://127.0.0.1:8082", "model": "m", "auth_key": "some-secret" } }""", "name both, the models file first")]
    [InlineData("models.yaml", "- hosts: all\n", "needs model_id and api_base")]
    [InlineData("models.yaml", "[]", "no provider")]
    [InlineData("config.json", """{ "Providers": [] }""", "no provider")]
    [InlineData(".env", "DEEPSEEK_BASE_URL=https://llm.example.com/v1\n", "no key for deepseek")]
    public void FilesWithoutAProvider_AreRefused_WithTheReasons(string name, string text, string reason)
    {
        string message = Refused(new SourceFile(name, text));

        Assert.Contains("no provider", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bad.env", "OPENAI_API_KEY=sk-some-key\nOPENAI_BASE_URL=not a url\nBIG_MODEL=b\n", "providers.bad.baseUrl", "bad.env:2 OPENAI_BASE_URL")]
    [InlineData("models.yaml", "- model_id: \"a.b\"\n  api_base: not a url\n", "baseUrl", "models.yaml:2 api_base")]
    [InlineData("config.json", """{ "HOST": "no host", "APIKEY": "some-client-key", "Providers": [ { "name": "one", "api_base_url": "https://llm.example.com/v1", "api_key": "$ONE" } ] }""", "listen", "config.json HOST")]
    public void ErrorOfTheResult_NamesThePlaceThatItComesFrom(string name, string text, string key, string place)
    {
        string line = Assert.Single(Refused(new SourceFile(name, text)).Split('\n'), line => line.Contains(key, StringComparison.Ordinal));

        Assert.Contains(place, line, StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorOfTheResult_HidesNothingElseThatIsWrong()
    {
        string message = Refused(new SourceFile("bad.env", "OPENAI_BASE_URL=not a url\nBIG_MODEL=b\nPORT=abc\nMAX_RETRIES=x\n"));

        Assert.Contains("bad.env:3 PORT: It is not a port.", message, StringComparison.Ordinal);
        Assert.Contains("bad.env:4 MAX_RETRIES", message, StringComparison.Ordinal);
    }

    private static string Refused(params SourceFile[] files) => Assert.Throws<ImportException>(() => Importer.Import(files)).Message;
}
