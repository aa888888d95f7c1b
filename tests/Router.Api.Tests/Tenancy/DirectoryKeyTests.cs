using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Doctor;
using Router.Api.Tests.Testing;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;
using Xunit;

namespace Router.Api.Tests.Tenancy;

/// <summary>Keys of the directory open the gateway as long as they should, and never reach a provider.</summary>
public sealed class DirectoryKeyTests
{
    private const string Demo = """ "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/instant"] } } """;

    private static async Task<NewKey> IssueAsync(TestGateway gateway, KeySettings? settings = null)
    {
        await gateway.Service<IDirectory>().RunAsync(new CreateUser("default", "ann", new UserSettings { Name = "Ann" }));
        return (await gateway.Service<KeyIssuer>().CreateAsync(new KeyOrder("default", "ann", settings ?? new KeySettings()))).Secret!;
    }

    private static async Task<(HttpStatusCode Status, string Message)> AskAsync(TestGateway gateway, string key)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-router-key", key));
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            Assert.Equal("authentication_error", (string?)body["error"]!["type"]);
            Assert.Equal(["false"], response.Headers.GetValues("x-should-retry"));
        }

        return (response.StatusCode, (string?)body["error"]?["message"] ?? "");
    }

    [Fact]
    public async Task Key_Opens_AlsoAfterARestart_UntilItIsRevoked()
    {
        var folder = new TestFolder { Keep = true };
        folder.Write("router.json", TestGateway.Config(Demo));
        NewKey key;
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder))
        {
            key = await IssueAsync(gateway);
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, key.Secret)).Status);
        }

        await using (TestGateway gateway = await TestGateway.StartInAsync(folder))
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, key.Secret)).Status);
            await gateway.Service<IDirectory>().RunAsync(new SetStanding(EntryRef.OfKey(key.Id), Standing.Deleted));
            Assert.Equal((HttpStatusCode.Unauthorized, "The key was revoked. Ask an administrator of this gateway for a new one."), await AskAsync(gateway, key.Secret));
        }

        folder.Keep = false;
        await using TestGateway last = await TestGateway.StartInAsync(folder);
        Assert.StartsWith("The key was revoked", (await AskAsync(last, key.Secret)).Message, StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(folder.File("state"), "*.records", SearchOption.AllDirectories), file => Assert.DoesNotContain(key.Secret[16..], ReadShared(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryRefusal_SaysWhy()
    {
        var clock = new ManualClock();
        await using TestGateway gateway = await TestGateway.StartAsync(Demo, clock);
        NewKey mistyped = await IssueAsync(gateway);
        NewKey suspended = await IssueAsync(gateway);
        NewKey expired = await IssueAsync(gateway, new KeySettings { Expires = clock.GetUtcNow().AddHours(1) });
        NewKey elsewhere = await IssueAsync(gateway, new KeySettings { Rules = new KeyRules { Networks = ["10.0.0.0/8"] } });
        NewKey here = await IssueAsync(gateway, new KeySettings { Rules = new KeyRules { Networks = ["127.0.0.0/8"] } });
        await gateway.Service<IDirectory>().RunAsync(new SetStanding(EntryRef.OfKey(suspended.Id), Standing.Suspended));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, expired.Secret)).Status);
        clock.Advance(TimeSpan.FromHours(1));

        (string Key, string Words)[] all =
        [
            (mistyped.Secret[..^1], "The key was mistyped or cut off"),
            (suspended.Secret, "The key is suspended."),
            (expired.Secret, "The key has expired"),
            (elsewhere.Secret, "The key may not be used from this address"),
            ("never-seen-key", "The key is not valid here"),
        ];
        foreach ((string key, string words) in all)
        {
            (HttpStatusCode status, string message) = await AskAsync(gateway, key);
            Assert.Equal(HttpStatusCode.Unauthorized, status);
            Assert.StartsWith(words, message, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, here.Secret)).Status);
    }

    [Theory]
    [InlineData("POST users/ann/suspend", "suspended", "its user is suspended", "The key's user is suspended.")]
    [InlineData("DELETE users/ann", "deleted", "its user is deleted", "The key's user was deleted.")]
    [InlineData("POST teams/red/suspend", "suspended", "its team is suspended", "The team of the key's user is suspended.")]
    [InlineData("DELETE teams/red", "deleted", "its team is deleted", "The team of the key's user was deleted.")]
    public async Task WhatIsAboveAKey_ClosesIt_AndBothAreTold(string act, string status, string reason, string words)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Demo);
        await gateway.DoneAsync("POST teams", """{"id":"red"}""");
        string key = await gateway.UserWithKeyAsync("ann", "member", "red");

        Assert.Equal(status, (string?)(await gateway.DoneAsync(act))["status"]);

        JsonNode listed = (await gateway.DoneAsync("GET keys?user=ann"))["data"]![0]!;
        Assert.Equal(("closed", reason), ((string?)listed["status"], (string?)listed["status_reason"]));
        Assert.StartsWith(words, (await AskAsync(gateway, key)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The key was mistyped", (await AskAsync(gateway, key[..^1])).Message, StringComparison.Ordinal); // who only knows its beginning learns nothing
    }

    [Fact]
    public async Task ExpiredKey_IsListedAsExpired()
    {
        var clock = new ManualClock();
        await using TestGateway gateway = await TestGateway.StartAsync(Demo, clock);
        await IssueAsync(gateway, new KeySettings { Expires = clock.GetUtcNow().AddHours(1) });
        Assert.Equal("active", (string?)(await gateway.DoneAsync("GET keys?user=ann"))["data"]![0]!["status"]);

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("expired", (string?)(await gateway.DoneAsync("GET keys?user=ann"))["data"]![0]!["status"]);
    }

    [Fact]
    public async Task KeyOfRouterJson_IsClosedByWhomTheDirectorySuspends()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Demo);
        await gateway.Service<IDirectory>().RunAsync(new CreateUser("default", "Alice", new UserSettings { Name = "Alice" }));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, TestGateway.Key)).Status);

        await gateway.DoneAsync("POST users/alice/suspend");

        Assert.Equal((HttpStatusCode.Unauthorized, "The key's user is suspended. Ask an administrator of this gateway to resume him."), await AskAsync(gateway, TestGateway.Key));
        Assert.Equal("closed", (string?)(await gateway.DoneAsync("GET keys"))["data"]![0]!["status"]);
        await gateway.DoneAsync("POST users/alice/resume");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, TestGateway.Key)).Status);
    }

    [Fact]
    public async Task RevokedKey_IsNeverTakenForAProvidersOwn()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$""" "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["client"] } }, "models": { "claude-test": { "targets": ["a/m"] } } """);
        NewKey key = await IssueAsync(gateway);
        await gateway.Service<IDirectory>().RunAsync(new SetStanding(EntryRef.OfKey(key.Id), Standing.Deleted));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request =>
        {
            request.Headers.Add("x-router-key", TestGateway.Key);
            request.Headers.Add("Authorization", $"Bearer {key.Secret}");
            request.Headers.Remove("x-api-key");
        });

        Assert.False(response.IsSuccessStatusCode);
        Assert.Empty(provider.Requests);
    }

    [Fact]
    public async Task ProviderThatTheKeyMayNotUse_IsLeftOut_AndNoneLeftIsTold()
    {
        await using FakeProvider first = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using FakeProvider second = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(first.BaseUrl, second.BaseUrl));
        NewKey onlyB = await IssueAsync(gateway, new KeySettings { Rules = new KeyRules { Providers = ["b"] } });
        NewKey neither = await IssueAsync(gateway, new KeySettings { Rules = new KeyRules { Providers = ["c*"] } });

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, onlyB.Secret)).Status);
        (HttpStatusCode status, string message) = await AskAsync(gateway, neither.Secret);

        Assert.Equal((HttpStatusCode.Forbidden, "model: claude-test is answered here by providers that this key may not use; it may use c*."), (status, message));
        Assert.Empty(first.Requests);
        Assert.Single(second.Requests);
    }

    [Fact]
    public async Task FirstKeyOfTheStateFolder_StillOpens()
    {
        var folder = new TestFolder { Keep = true };
        string key;
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder, terminal: true))
        {
            key = gateway.Console.ToString().Split("ANTHROPIC_API_KEY=")[1].Split('\n')[0].Trim();
            await IssueAsync(gateway);
        }

        folder.Keep = false;
        await using TestGateway next = await TestGateway.StartInAsync(folder);
        using HttpResponseMessage models = await next.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v1/models") { Headers = { { "x-router-key", key } } });

        Assert.Equal(HttpStatusCode.OK, models.StatusCode);
    }

    [Fact]
    public async Task OnlyKeysOfTheDirectory_AreEnoughToSignIn()
    {
        var folder = new TestFolder { Keep = true };
        string config = $$"""{ "admin": { "key": "{{TestGateway.AdminKey}}" }, "keys": [ { "key": "env:NOBODY", "user": "nobody" } ], {{Demo}} }""";
        folder.Write("router.json", config);
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder))
        {
            Assert.NotNull(gateway.Holder.Current.SignInProblem);
            await IssueAsync(gateway);
        }

        folder.Keep = false;
        await using TestGateway next = await TestGateway.StartInAsync(folder);

        Assert.Null(next.Holder.Current.SignInProblem);
        Assert.DoesNotContain("No client key works", next.Console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LostMasterKey_IsTold_WhereOnlyKeysOfTheDirectoryHangOnIt()
    {
        using var folder = new TestFolder { Keep = true };
        string config = TestGateway.Config(Demo);
        folder.Write("router.json", config);
        static Dictionary<string, string> Under(string masterKey) => new() { ["ROUTER_MASTER_KEY"] = masterKey };
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder, environment: Under("the-first-master-key")))
        {
            await IssueAsync(gateway);
            Assert.Empty(await ProblemsAsync(gateway));
        }

        await using (TestGateway gateway = await TestGateway.StartInAsync(folder, environment: Under("another-master-key-x")))
        {
            Assert.StartsWith("secrets.masterKey: the keys that the gateway keeps were made under another master key", Assert.Single(await ProblemsAsync(gateway)), StringComparison.Ordinal);
        }

        Assert.Single(Directory.EnumerateFiles(folder.File("state/logs")).SelectMany(ReadLines), line => line.Contains("were made under another master key", StringComparison.Ordinal));
        Checkup checkup = await Checkup.OfAsync(config, environment: Under("another-master-key-x"), folder: folder);
        Assert.Contains(checkup.Setup, check => Checkup.Line(check).StartsWith("warning: the keys that the gateway keeps", StringComparison.Ordinal));
        folder.Keep = false;
        await using TestGateway again = await TestGateway.StartInAsync(folder, environment: Under("the-first-master-key"));
        Assert.Empty(await ProblemsAsync(again));
    }

    private static async Task<string[]> ProblemsAsync(TestGateway gateway)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { { "x-router-key", TestGateway.AdminKey } } };
        using HttpResponseMessage response = await gateway.Client.SendAsync(request);
        return [.. JsonNode.Parse(await response.Content.ReadAsStringAsync())!["problems"]!.AsArray().Select(problem => (string)problem!)];
    }

    private static string[] ReadLines(string file) => ReadShared(file).Split('\n');

    private static string ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(stream).ReadToEnd();
    }
}
