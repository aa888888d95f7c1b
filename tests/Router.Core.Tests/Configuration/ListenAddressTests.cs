using Router.Core.Configuration;

namespace Router.Core.Tests.Configuration;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8787", "127.0.0.1", 8787)]
    [InlineData("http://localhost:1/", "localhost", 1)]
    [InlineData("http://*:80", "0.0.0.0", 80)]
    [InlineData("http://+:8787", "0.0.0.0", 8787)]
    [InlineData("http://[::1]:8787", "[::1]", 8787)]
    public void Address_IsSplit(string address, string host, int port)
    {
        Assert.True(ListenAddress.TryParse(address, out string foundHost, out int foundPort));
        Assert.Equal((host, port), (foundHost, foundPort));
        Assert.Null(ListenAddress.Check(address, AccessMode.Keys));
    }

    [Theory]
    [InlineData("127.0.0.1:8787")]
    [InlineData("https://127.0.0.1:8787")]
    [InlineData("http://127.0.0.1:8787/v1")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:8787?x=1")]
    [InlineData("8787")]
    [InlineData("http://localhost.example:8787")]
    [InlineData("")]
    public void AnythingElse_IsRefusedWithAnExample(string address) =>
        Assert.Contains("write it like \"http://127.0.0.1:8787\"", ListenAddress.Check(address, AccessMode.Keys), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://127.0.0.1:8787", true)]
    [InlineData("http://127.9.9.9:8787", true)]
    [InlineData("http://LOCALHOST:8787", true)]
    [InlineData("http://[::1]:8787", true)]
    [InlineData("http://0.0.0.0:8787", false)]
    [InlineData("http://*:8787", false)]
    [InlineData("http://[::]:8787", false)]
    [InlineData("http://192.168.0.2:8787", false)]
    [InlineData("http://192.0.2.7:8787", false)]
    public void OpenAccess_IsForLoopbackOnly(string address, bool allowed)
    {
        string? problem = ListenAddress.Check(address, AccessMode.Open);

        Assert.Equal(allowed, problem is null);
        Assert.Equal(allowed, problem?.Contains("set \"access\": \"keys\"", StringComparison.Ordinal) != true);
    }

    [Theory]
    [InlineData("\"http://0.0.0.0:8787\"", false)]
    [InlineData("\"http://127.0.0.1:8787;http://0.0.0.0:1\"", false)]
    [InlineData("\"http://127.0.0.1:8787; http://[::1]:8787\"", true)]
    [InlineData("null", true)]
    public void OpenFile_IsRefusedOffLoopback(string listen, bool allowed) =>
        Assert.Equal(allowed ? [] : ["listen"], Loaded.Result($$"""{ "access": "open", "listen": {{listen}} }""").Errors.Select(problem => problem.Key));

    [Fact]
    public void ListenWithoutAnyAddress_IsRefused() => Assert.Equal("listen", Loaded.Problem("""{ "listen": " ; " }""").Key);
}
