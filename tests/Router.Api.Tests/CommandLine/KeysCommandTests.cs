using System.Globalization;
using System.Text.Json.Nodes;
using Router.Api.CommandLine;
using Router.Api.Hosting;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.CommandLine;

/// <summary><c>router keys</c>, against a running gateway.</summary>
public sealed class KeysCommandTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private string _config = "";
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));
        // The same keys, and the address that the gateway got: what an operator in its folder has.
        _config = _folder.Write("router.json", TestGateway.Config($"\"listen\": \"{_gateway.Address}\", {TestGateway.Providers("http://127.0.0.1:1")}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<(int Code, string Out, string Error)> RunAsync(params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int code = await RouterCommand.InvokeAsync(["keys", .. arguments, "--config", _config], new OperatorConsole(output, error, IsTerminal: false));
        return (code, output.ToString(), error.ToString());
    }

    private async Task<bool> OpensAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models") { Headers = { { "x-router-key", key } } };
        using HttpResponseMessage response = await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode;
    }

    [Fact]
    public async Task KeysLife_FromCreationToRevocation()
    {
        (int code, string made, string error) = await RunAsync("create", "ann", "--new-user", "--name", "laptop");
        Assert.Equal((0, ""), (code, error));
        string first = made.Split('\n').Single(line => line.Contains("sk-rtr-", StringComparison.Ordinal)).Trim();
        string id = first.Split('-')[2];
        Assert.True(await OpensAsync(first));

        string listed = (await RunAsync("list", "--user", "ann")).Out;
        Assert.Contains(id, listed, StringComparison.Ordinal);
        Assert.Contains("laptop", listed, StringComparison.Ordinal);
        await _gateway.DoneAsync("POST users/ann/suspend");
        Assert.Contains("closed (its user is suspended)", (await RunAsync("list", "--user", "ann")).Out, StringComparison.Ordinal);
        await _gateway.DoneAsync("POST users/ann/resume");
        Assert.DoesNotContain(first, listed, StringComparison.Ordinal);

        JsonNode rotated = JsonNode.Parse((await RunAsync("rotate", id, "--overlap", "0s", "--json")).Out)!;
        Assert.False(await OpensAsync(first));
        Assert.True(await OpensAsync((string)rotated["secret"]!));

        Assert.Equal((0, $"The key {id} of ann is revoked."), ((await RunAsync("revoke", id)) is var revoked ? (revoked.Code, revoked.Out.Trim()) : default));
        Assert.False(await OpensAsync((string)rotated["secret"]!));
        Assert.Empty(JsonNode.Parse((await RunAsync("list", "--user", "ann", "--json")).Out)!["data"]!.AsArray());
    }

    [Fact]
    public async Task Refusal_IsTheGatewaysOwnWords()
    {
        (int code, string output, string error) = await RunAsync("create", "nobody");

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("router: user: there is no user \"nobody\" in the tenant \"default\"; create it first", error, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("create")).Code);
    }

    [Fact]
    public async Task UnknownUser_IsToldWithTheOptionThatMakesHim()
    {
        Assert.EndsWith("With --new-user this command makes it.", Trimmed(await RunAsync("create", "zed")).Error, StringComparison.Ordinal);
        Assert.Equal((1, "", "router: There is no user \"zed\"; \"router keys list\" shows whose keys there are."), Trimmed(await RunAsync("list", "--user", "zed")));
    }

    [Fact]
    public async Task Json_HasNoEscapesThatPeopleCantRead()
    {
        string made = (await RunAsync("create", "ann", "--new-user", "--name", "a+b `c`", "--json")).Out;

        Assert.Contains("\"a+b `c`\"", made, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u00", made, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastDay_CountsWhole()
    {
        string today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        (int code, string made, string error) = await RunAsync("create", "ann", "--new-user", "--expires", today, "--json");

        Assert.Equal((0, ""), (code, error));
        // Over midnight the day may be yesterday's here; the gateway would have refused it then.
        Assert.Equal($"{today}T23:59:59.9990000", ((string)JsonNode.Parse(made)!["expires_at"]!)[..27]);
        Assert.True(await OpensAsync((string)JsonNode.Parse(made)!["secret"]!));
    }

    [Fact]
    public async Task Rotation_SaysUntilWhenTheOldSecretOpens()
    {
        string id = (string)JsonNode.Parse((await RunAsync("create", "ann", "--new-user", "--json")).Out)!["id"]!;

        string rotated = (await RunAsync("rotate", id, "--overlap", "2h")).Out;
        string ended = (await RunAsync("rotate", id, "--overlap", "0s")).Out;

        Assert.Matches($"The old secret opens until [0-9-]+ [0-9:]+ UTC\\. To end it at once, rotate the key again: router keys rotate {id} --overlap 0s", rotated);
        Assert.Contains("The old secret opens nothing any more.", ended, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongExpiry_IsToldByItsOption() =>
        Assert.Equal((2, "", "router: --expires: \"soon\" is no time; write a day such as 2027-01-31, or 2027-01-31T18:00:00Z."), Trimmed(await RunAsync("create", "ann", "--expires", "soon")));

    [Fact]
    public async Task WrongAdminKey_IsTold()
    {
        _config = _folder.Write("router.json", $$"""{ "admin": { "key": "the-key-of-another-gateway" }, "listen": "{{_gateway.Address}}", {{TestGateway.Providers("http://127.0.0.1:1")}} }""");

        (int code, _, string error) = Trimmed(await RunAsync("list"));

        Assert.Equal(1, code);
        Assert.Contains("does not take the key that was found", error, StringComparison.Ordinal);
        Assert.EndsWith("Set ROUTER_ADMIN_KEY to that gateway's admin key.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownTenant_IsTheGatewaysOwnWords() =>
        Assert.Equal((1, "", "router: There is no tenant \"acme\"; there are default."), Trimmed(await RunAsync("list", "--tenant", "acme")));

    private static (int Code, string Out, string Error) Trimmed((int Code, string Out, string Error) run) => (run.Code, run.Out.Trim(), run.Error.Trim());

    [Fact]
    public async Task RefusedKey_LeavesNoNewUserBehind()
    {
        Assert.Equal(1, (await RunAsync("create", "eve", "--new-user", "--name", " laptop")).Code);
        Assert.Equal(1, (await RunAsync("create", "eve", "--new-user", "--expires", "2001-01-31")).Code);

        Assert.Equal(404, (await _gateway.RefusedAsync("GET users/eve")).Status);
    }

    [Fact]
    public async Task GatewayThatIsNotThere_IsTold()
    {
        (int code, _, string error) = await RunAsync("list", "--url", "http://127.0.0.1:1");

        Assert.Equal(1, code);
        Assert.Contains("No gateway answers at http://127.0.0.1:1/", error, StringComparison.Ordinal);
    }
}
