using Router.Core.Configuration;

namespace Router.Core.Tests.Configuration;

public sealed class BaseUrlTests
{
    [Theory]
    [InlineData("https://api.example.com")]
    [InlineData("https://api.example.com/v1/")]
    [InlineData("http://127.0.0.1:11434/v1")]
    [InlineData("http://[::1]:8000")]
    [InlineData("HTTPS://API.EXAMPLE.COM")]
    public void WholeUrl_IsTaken(string text)
    {
        Assert.True(BaseUrl.TryParse(text, out Uri? url, out string? problem));
        Assert.Equal(new Uri(text), url);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("api.example.com", "must be a whole URL such as")]
    [InlineData("localhost:8080/v1", "must be a whole URL such as")]
    [InlineData("/v1", "must be a whole URL such as")]
    [InlineData("ftp://example.com", "must be a whole URL such as")]
    [InlineData("file:///v1", "must be a whole URL such as")]
    [InlineData("https://", "must be a whole URL such as")]
    [InlineData("", "must be a whole URL such as")]
    [InlineData("https://user:secret@example.com", "put the secret into \"credentials\"")]
    [InlineData("https://example.com/v1?key=secret", "put parameters into \"query\"")]
    [InlineData("https://example.com/v1/chat/completions", "must end before \"/chat/completions\"")]
    [InlineData("https://example.com/v1/messages/", "must end before \"/messages\"")]
    [InlineData("https://example.com/v1#x", "must end before \"?\" or \"#\"")]
    public void AnythingElse_IsRefusedWithTheFixAndWithoutTheText(string text, string fix)
    {
        Assert.False(BaseUrl.TryParse(text, out _, out string? problem));
        Assert.Contains(fix, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret@", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("key=", problem, StringComparison.Ordinal);
    }
}
