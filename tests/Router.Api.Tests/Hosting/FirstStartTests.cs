using System.Net;
using System.Text.RegularExpressions;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Hosting;

public sealed partial class FirstStartTests
{
    [GeneratedRegex("ANTHROPIC_API_KEY=(?<key>[A-Za-z0-9-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClientKey();

    [GeneratedRegex("(?<key>sk-rtr-admin-[A-Za-z0-9-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AdminKey();

    private static async Task<HttpStatusCode> ModelsAsync(TestGateway gateway, string key)
    {
        using var client = new HttpClient { BaseAddress = gateway.Client.BaseAddress };
        client.DefaultRequestHeaders.Add("x-api-key", key);
        using HttpResponseMessage response = await client.GetAsync("/v1/models");
        return response.StatusCode;
    }

    [Fact]
    public async Task OnATerminal_TheKeysAreShownOnce_AndWorkAfterARestart()
    {
        using var folder = new TestFolder();
        string key;
        await using (TestGateway first = await TestGateway.StartInAsync(folder, terminal: true))
        {
            string shown = first.Console.ToString();
            key = ClientKey().Match(shown).Groups["key"].Value;
            Assert.Contains($"export ANTHROPIC_BASE_URL={first.Address}", shown, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, await ModelsAsync(first, key));
            Assert.False(File.Exists(folder.File("state/first-keys")));
            folder.Keep = true;
        }

        folder.Keep = false;
        await using TestGateway second = await TestGateway.StartInAsync(folder, terminal: true);

        Assert.Equal(HttpStatusCode.OK, await ModelsAsync(second, key));
        Assert.DoesNotMatch(ClientKey(), second.Console.ToString());
    }

    [Fact]
    public async Task WithoutATerminal_TheKeysGoToAFileForTheOwnerOnly()
    {
        using var folder = new TestFolder();
        await using TestGateway gateway = await TestGateway.StartInAsync(folder);
        string path = folder.File("state/first-keys");
        string keys = await File.ReadAllTextAsync(path);
        string key = ClientKey().Match(keys).Groups["key"].Value;

        Assert.Contains(path, gateway.Console.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(key, gateway.Console.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await ModelsAsync(gateway, key));
        Assert.Matches(AdminKey(), keys);
        if (!OperatingSystem.IsWindows())
        {
            foreach (string secret in (string[])["state/first-keys", "state/keys.json", "state/master.key"])
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File(secret)));
            }
        }
    }

    [Fact]
    public async Task StateFolder_HoldsNoKeyInPlainText()
    {
        using var folder = new TestFolder { Keep = true };
        string shown;
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder, terminal: true))
        {
            shown = gateway.Console.ToString();
        }

        folder.Keep = false;

        string[] keys = [ClientKey().Match(shown).Groups["key"].Value, AdminKey().Match(shown).Groups["key"].Value];

        string[] files = Directory.GetFiles(folder.File("state"), "*", SearchOption.AllDirectories); // nobody writes there any more
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            string text = await File.ReadAllTextAsync(file);
            Assert.All(keys, key => Assert.DoesNotContain(key, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task AnotherMasterKey_IsTold_AndTheOldOneFitsAgain()
    {
        using var folder = new TestFolder();
        async Task<string> StartAsync(string masterKey)
        {
            await using TestGateway gateway = await TestGateway.StartInAsync(folder, environment: new() { ["ROUTER_MASTER_KEY"] = masterKey });
            return gateway.Console.ToString();
        }

        async Task<int> WarningsAsync() =>
            (await File.ReadAllLinesAsync(Directory.EnumerateFiles(folder.File("state/logs")).Single())).Count(line => line.Contains("were made under another master key", StringComparison.Ordinal));

        folder.Keep = true;
        await StartAsync("the-first-master-key");
        await StartAsync("another-master-key-x");
        Assert.Equal(1, await WarningsAsync());
        folder.Keep = false;
        string again = await StartAsync("the-first-master-key");

        Assert.Contains("those of the first start are still in", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewAdminKeyAlone_IsNotCalledLinesToPaste()
    {
        using var folder = new TestFolder();
        folder.Write("router.json", """{ "providers": { "p": { "preset": "demo" } }, "tiers": { "default": "p/demo" }, "keys": [ { "key": "alice-test-key", "user": "alice" } ] }""");
        await using TestGateway gateway = await TestGateway.StartInAsync(folder);

        Assert.Contains("The new admin key is in", gateway.Console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfiguredKeys_LeaveNothingToMake()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        Assert.False(File.Exists(gateway.Folder.File("state/keys.json")));
        Assert.False(File.Exists(gateway.Folder.File("state/first-keys")));
    }
}
