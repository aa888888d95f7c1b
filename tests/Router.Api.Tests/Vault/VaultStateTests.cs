using System.Net;
using System.Text;
using FakeUpstream;
using Router.Api.Journal;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;
using Router.Core.Tenancy.Vault;
using Xunit;

namespace Router.Api.Tests.Vault;

/// <summary>What vaults hold outlives the process, sealed.</summary>
public sealed class VaultStateTests
{
    private static readonly VaultPath Main = new("default", null, "main");

    /// <summary>The state as a kill leaves it: what the operating system has while the gateway still runs.</summary>
    [Fact]
    public async Task Kill_LosesNothingThatWasAnswered()
    {
        await using FakeProvider provider = await VaultGateway.AnsweringAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(VaultGateway.Providers(provider));
        await gateway.PutAsync("main", "the-first-secret");
        await gateway.DoneAsync("POST vault/main/rotate", """{"secret":"the-second-secret"}""");
        await gateway.PutAsync("gone", "the-third-secret");
        await gateway.DoneAsync("DELETE vault/gone");

        await using TestGateway next = await TestGateway.StartInAsync(Copy(gateway.Folder));
        Assert.Equal(HttpStatusCode.OK, (await next.AskAsync()).Status);
        Assert.Equal("the-second-secret", provider.LastKey());
        Assert.NotNull((string?)(await next.DoneAsync("GET vault/main"))["old_secret_until"]);
        Assert.Equal(404, (await next.RefusedAsync("GET vault/gone")).Status);
    }

    [Fact]
    public async Task Snapshot_HoldsTheVault_AndTheJournalGoesOnBehindIt()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));
        await gateway.PutAsync("main", "the-first-secret");
        Assert.Null(await gateway.Service<HostedJournal>().SnapshotAsync());
        await gateway.PutAsync("other", "the-second-secret");

        await using TestGateway next = await TestGateway.StartInAsync(Copy(gateway.Folder));
        ITenantVaults vaults = next.Service<ITenantVaults>();
        using ResolvedSecret main = await vaults.ResolveAsync(Main, "http://127.0.0.1:1");
        using ResolvedSecret other = await vaults.ResolveAsync(Main with { Name = "other" }, "http://127.0.0.1:1");
        Assert.Equal(("the-first-secret", "the-second-secret"), (Text(main), Text(other)));
        Assert.Single(Directory.EnumerateFiles(gateway.Folder.File("state/journal"), "*.snapshot"));
    }

    [Fact]
    public async Task NewMasterKey_SealsVaultsAnew_AndTheFormerOneCanGo()
    {
        using var folder = new TestFolder { Keep = true };
        string plain = TestGateway.Config(TestGateway.Providers("http://127.0.0.1:1"));
        folder.Write("router.json", plain);
        string fingerprint = await WithAsync("the-first-master-key", async gateway => (string)(await gateway.PutAsync("main", "the-secret"))["fingerprint"]!);

        // Without the former key nothing is lost and nothing is used in its stead: it is said by name.
        string problem = await WithAsync("the-second-master-key", async gateway => (await ResolvedAsync(gateway)).Problem!.Text);
        Assert.Contains("is sealed under the master key", problem, StringComparison.Ordinal);

        folder.Write("router.json", $$"""{ "secrets": { "formerMasterKeys": ["the-first-master-key"] }, {{plain.TrimStart()[1..]}}""");
        Assert.Equal("the-secret", await WithAsync("the-second-master-key", async gateway => Text(await ResolvedAsync(gateway))));
        Assert.Equal(1, Told());
        // Who has not read that line, or was killed before it was written, finds it at the next start.
        Assert.Equal("the-secret", await WithAsync("the-second-master-key", async gateway => Text(await ResolvedAsync(gateway))));
        Assert.Equal(2, Told());
        folder.Write("router.json", plain);
        Assert.Equal(("the-secret", fingerprint), await WithAsync("the-second-master-key", async gateway => await ResolvedAsync(gateway) is var found ? (Text(found), found.Fingerprint!) : default));
        Assert.Equal(2, Told());
        folder.Keep = false;

        int Told() => Directory.EnumerateFiles(folder.File("state/logs")).Sum(file => File.ReadAllText(file).Split("secrets.formerMasterKeys can go").Length - 1);

        async Task<T> WithAsync<T>(string masterKey, Func<TestGateway, Task<T>> ask)
        {
            await using TestGateway gateway = await TestGateway.StartInAsync(folder, environment: new() { ["ROUTER_MASTER_KEY"] = masterKey });
            return await ask(gateway);
        }
    }

    private static async Task<ResolvedSecret> ResolvedAsync(TestGateway gateway) => await gateway.Service<ITenantVaults>().ResolveAsync(Main, "http://127.0.0.1:1");

    private static string Text(ResolvedSecret found) => Encoding.UTF8.GetString(found.Secret!.AsSpan());

    private static TestFolder Copy(TestFolder folder)
    {
        var copy = new TestFolder();
        foreach (string file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            string target = copy.File(Path.GetRelativePath(folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (Path.GetFileName(file) != "lock")
            {
                using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using FileStream made = File.Create(target);
                source.CopyTo(made);
            }
        }

        return copy;
    }
}
