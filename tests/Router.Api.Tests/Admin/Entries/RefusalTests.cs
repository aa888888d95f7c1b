using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Admin.Entries;

/// <summary>What the admin API does not take, it refuses by name and says what it takes.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(
            """ "providers": { "glm": { "preset": "glm", "credentials": ["x"] } }, "models": { "claude-test": { "targets": ["glm/m"] }, "lab-*": { "targets": ["glm/*"] } }, "tiers": { "sonnet": "glm/m" } """);
        await _gateway.DoneAsync("POST tenants", """{"id":"acme"}""");
        await _gateway.DoneAsync("POST users", """{"id":"ann"}""");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("POST keys", "{}", 400, "user: is missing; it must hold the id of the user whose key it shall be.")]
    [InlineData("POST tenants", "{}", 400, "id: is missing; it must hold the new tenant's id.")]
    [InlineData("POST users", """{"id":""}""", 400, "id: is missing; it must hold the new user's id.")]
    [InlineData("POST users", """{"id":"bob","role":null}""", 400, "role: must be viewer, member, manager or admin; leave it out to leave it as it is.")]
    [InlineData("PATCH tenants/acme", """{"vault_fallback":null}""", 400, "vault_fallback: must be true or false; leave it out to leave it as it is.")]
    [InlineData("POST users", """{"id":"bob","id":"eve"}""", 400, "id: is given twice; give it once.")]
    [InlineData("POST users", """{"id":"bob","budget":{"usd":1,"usd":2,"per":"day"}}""", 400, "budget.usd: is given twice; give it once.")]
    [InlineData("POST users", """{"id":"bob","limits":{"concurrency":2147483648}}""", 400, "limits.concurrency: must be at most 2147483647; leave it out for no limit.")]
    [InlineData("POST keys", """{"user":"ann","tenant":"acme"}""", 404, "user: there is no user \"ann\" in the tenant \"acme\"; create it first, look the id up in the list, or name another \"tenant\".")]
    [InlineData("GET users/ann?tenant=acme", null, 404, "There is no user \"ann\" in the tenant \"acme\" that this key may see; look the id up in the list, or name another tenant with tenant=.")]
    [InlineData("POST keys", """{"user":"ann","models":["claude-tset"],"providers":["glm","gml*"]}""", 400, "models[0]: no model here is called so; there are claude-test, lab-*, claude-sonnet-4-6, claude-sonnet-4-5, and \"*\" means all. providers[1]: no provider here is called so; there are glm, and \"*\" means all.")]
    [InlineData("GET users?colour=red&Limit=5", null, 400, "colour: is not known in this address; it takes limit, after, deleted, tenant, team.")]
    [InlineData("GET users?tenant=acme&tenant=default", null, 400, "tenant: is given twice; give it once.")]
    [InlineData("GET users?deleted=maybe", null, 400, "deleted: use true or false.")]
    [InlineData("GET config?x=1", null, 400, "x: is not known in this address; it takes nothing behind a question mark.")]
    [InlineData("GET nothing", null, 404, "There is no GET /admin/v1/nothing here. GET /admin/v1/openapi.json tells what there is.")]
    public async Task WhatIsNotTaken_IsNamed(string request, string? body, int status, string words) => Assert.Equal((status, words), await _gateway.RefusedAsync(request, body));

    [Theory]
    [InlineData("lab-7")]
    [InlineData("lab-*")]
    [InlineData("lab-x*")]
    [InlineData("claude-*")]
    [InlineData("claude-sonnet-9")]
    [InlineData("*")]
    public async Task Models_ThatSomethingTakes_AreTaken(string model) => await _gateway.DoneAsync("POST keys", $$"""{"user":"ann","models":["{{model}}"]}""");

    [Theory]
    [InlineData("100d")]
    [InlineData("91d")]
    public async Task OverlapThatIsTooLong_IsToldTheLongest(string overlap)
    {
        string id = (string)(await _gateway.DoneAsync("POST keys", """{"user":"ann"}"""))["id"]!;
        await _gateway.DoneAsync("PUT vault/main", """{"provider":"glm","secret":"sk-upstream"}""");
        (int, string) refused = (400, "overlap: must be at most 90 days, such as \"24h\" or \"7d\"; \"0s\" ends the old secret at once.");

        Assert.Equal(refused, await _gateway.RefusedAsync($"POST keys/{id}/rotate", $$"""{"overlap":"{{overlap}}"}"""));
        Assert.Equal(refused, await _gateway.RefusedAsync("POST vault/main/rotate", $$"""{"secret":"sk-upstream-2","overlap":"{{overlap}}"}"""));
    }

    [Fact]
    public async Task OrderWithAnIdempotencyKey_MakesOneKey()
    {
        (HttpStatusCode first, JsonNode made) = await OrderAsync("order-1", """{"user":"ann","name":"laptop"}""");
        (HttpStatusCode again, JsonNode same) = await OrderAsync("order-1", """{"user":"ann","name":"laptop"}""");
        (HttpStatusCode other, JsonNode refused) = await OrderAsync("order-1", """{"user":"ann","name":"phone"}""");
        (_, JsonNode second) = await OrderAsync("order-2", """{"user":"ann","name":"phone"}""");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict), (first, again, other));
        Assert.Equal(((string?)made["id"], null), ((string?)same["id"], (string?)same["secret"]));
        Assert.StartsWith("idempotency-key: was sent before with another order", (string?)refused["error"]!["message"], StringComparison.Ordinal);
        Assert.NotEqual((string?)made["id"], (string?)second["id"]);
        Assert.StartsWith($"sk-rtr-{made["id"]}-", (string?)made["secret"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await OrderAsync(new string('x', 256), """{"user":"ann"}""")).Status);
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> OrderAsync(string once, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/v1/keys")
        {
            Headers = { { "x-router-key", TestGateway.AdminKey }, { "Idempotency-Key", once } }, Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using HttpResponseMessage response = await _gateway.Client.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
