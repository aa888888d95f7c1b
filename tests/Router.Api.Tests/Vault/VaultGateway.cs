using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;

namespace Router.Api.Tests.Vault;

/// <summary>Providers whose credentials stand in vaults, and who asks them.</summary>
internal static class VaultGateway
{
    /// <summary>Long enough for its last four characters to be told.</summary>
    public const string Secret = "sk-upstream-canary-7f3e19c4d2-a1b2";

    /// <summary>Providers a, b, … behind the name "claude-test", each with the credential <c>vault:main</c>.</summary>
    public static string Providers(params FakeProvider[] providers)
    {
        IEnumerable<(string Name, string Url)> named = providers.Select((provider, index) => (((char)('a' + index)).ToString(), provider.BaseUrl));
        string all = string.Join(",", named.Select(provider => $$""" "{{provider.Name}}": { "style": "native", "baseUrl": "{{provider.Url}}", "credentials": ["vault:main"], "retries": 0 } """));
        return $$""" "providers": { {{all}} }, "models": { "claude-test": { "targets": [{{string.Join(",", named.Select(provider => $"\"{provider.Name}/upstream-model\""))}}] } } """;
    }

    public static async Task<FakeProvider> AnsweringAsync()
    {
        FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        return provider;
    }

    /// <summary>Puts a secret by the admin API.</summary>
    public static Task<JsonNode> PutAsync(this TestGateway gateway, string entry, string secret, string provider = "a", string? key = null) =>
        gateway.DoneAsync($"PUT vault/{entry}", $$"""{"provider":"{{provider}}","secret":"{{secret}}"}""", key);

    /// <summary>Sends a message.</summary>
    public static async Task<(HttpStatusCode Status, string Message)> AskAsync(this TestGateway gateway, string? key = null)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-router-key", key ?? TestGateway.Key));
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return (response.StatusCode, (string?)body["error"]?["message"] ?? "");
    }

    /// <summary>The provider's key in its last request.</summary>
    public static string? LastKey(this FakeProvider provider) => provider.Requests is [.., var last] ? last.Headers.GetValueOrDefault("x-api-key") : null;
}
