using System.Text;
using FakeUpstream;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Vault;

/// <summary>A vault's secrets go to their provider and nowhere else, whatever goes wrong on the way.</summary>
public sealed class VaultSecrecyTests
{
    private const string Former = "sk-upstream-canary-00former00-9z8y";
    private const string Users = "sk-upstream-canary-00users00-5x4w";

    [Fact]
    public async Task SecretsOfTheVault_AreInNoLogErrorAnswerMetricOrFile()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        // Providers repeat keys in their errors.
        provider.Otherwise = request => Reply.Json(401, Samples.Error("authentication_error", $"invalid key {request.Headers["x-api-key"]}"));
        var folder = new TestFolder();
        folder.Write("router.json", TestGateway.Config(VaultGateway.Providers(provider)));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder, environment: new() { ["ROUTER_LOG_LEVEL"] = "trace" });
        List<string> told = [];
        string ann = await gateway.UserWithKeyAsync("ann", "member");
        await TellAsync("PUT vault/main", Put(Former));
        await TellAsync("POST vault/main/rotate", $$"""{"secret":"{{VaultGateway.Secret}}"}""");
        await TellAsync("PUT vault/main?user=ann", Put(Users), ann);
        await TellAsync("PUT vault/main?user=nobody", Put(Users));
        await TellAsync("PUT vault/main", $$"""{"provider":"a","secret":"{{Users}}","{{Users[..20]}}":1}""");
        await TellAsync("PUT vault/main", $$"""{"provider":"{{Users}}","secret":"{{Users}}"}""");
        await TellAsync("PUT vault/main", $$"""{"provider":"a","secret":["{{Users}}"]}""");
        foreach (string call in (string[])["GET vault", "GET vault/main", "GET vault/main?user=ann", "GET audit", "GET providers", "POST providers/a/test", "GET requests"])
        {
            await TellAsync(call, call.StartsWith("POST", StringComparison.Ordinal) ? "{}" : null);
        }

        foreach (string key in (string[])[TestGateway.Key, ann])
        {
            told.Add((await gateway.AskAsync(key)).Message);
        }

        provider.Otherwise = request => Reply.Json(500, Samples.Error("api_error", $"broken by {request.Headers["x-api-key"]}"));
        told.Add((await gateway.AskAsync(ann)).Message);
        provider.Otherwise = request => Reply.Json(400, Samples.Error("invalid_request_error", $"refused to {request.Headers["x-api-key"]}"));
        told.Add((await gateway.AskAsync(ann)).Message);
        foreach (string page in (string[])["/metrics", "/health"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page) { Headers = { { "x-router-key", TestGateway.AdminKey } } };
            using HttpResponseMessage response = await gateway.Client.SendAsync(request);
            told.Add(await response.Content.ReadAsStringAsync());
        }

        // They did go out, or there would be nothing to find.
        string?[] sent = [.. provider.Requests.Select(request => request.Headers.GetValueOrDefault("x-api-key")).Distinct()];
        Assert.All((string[])[Former, VaultGateway.Secret, Users], secret => Assert.Contains(secret, sent));
        told.Add(gateway.Console.ToString());
        told.AddRange(Directory.EnumerateFiles(folder.File("state"), "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock").Select(Read));
        Assert.Contains(told, text => text.Contains("vault.created", StringComparison.Ordinal));
        foreach (string secret in (string[])[Former, VaultGateway.Secret, Users])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(secret);
            // Without the beginning that all have, and without the last four, which are told.
            string inside = secret["sk-upstream-".Length..^5];
            Assert.All(told, text => Assert.DoesNotContain(inside, text, StringComparison.Ordinal));
            Assert.All(told, text => Assert.DoesNotContain(Convert.ToBase64String(bytes)[..24], text, StringComparison.Ordinal));
        }

        async Task TellAsync(string call, string? body, string? key = null) => told.Add((await gateway.AdminAsync(call, body, key)).Body.ToJsonString());
    }

    private static string Put(string secret) => $$"""{"provider":"a","secret":"{{secret}}"}""";

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(stream, Encoding.Latin1).ReadToEnd();
    }
}
