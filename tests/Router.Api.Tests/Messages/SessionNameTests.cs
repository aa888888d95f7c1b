using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Spend;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

/// <summary>What a session is called in records, where the client names none.</summary>
public sealed class SessionNameTests
{
    [Fact]
    public async Task ConversationWithoutAName_IsItsUsersOwn_AndItsWordsCanNotBeTriedOut()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        await using TestGateway gateway = await SpendGateway.StartAsync("", new ManualClock(), "", provider);

        string first = await AskAsync(gateway, "Hi", TestGateway.Key);
        string again = await AskAsync(gateway, "Hi", TestGateway.Key);
        string other = await AskAsync(gateway, "Ho", TestGateway.Key);
        string others = await AskAsync(gateway, "Hi", "bob-test-key");

        Assert.Equal(first, again);
        Assert.Equal(3, new HashSet<string>([first, other, others], StringComparer.OrdinalIgnoreCase).Count);
        foreach (string tried in (string[])["Hi", "\"Hi\"", "alice Hi", "default alice Hi"])
        {
            Assert.DoesNotContain(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(tried)))[..32], first, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task<string> AskAsync(TestGateway gateway, string text, string key)
    {
        using HttpResponseMessage response = await gateway.PostAsync(
            $$"""{"model":"claude-test","max_tokens":10,"messages":[{"role":"user","content":"{{text}}"}]}""", request => request.Headers.Add("x-router-key", key));
        string told = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, told);
        JsonNode records = await gateway.GetAsync("/admin/v1/requests?limit=1", TestGateway.AdminKey);
        return (string)records["data"]![0]!["session"]!;
    }
}
