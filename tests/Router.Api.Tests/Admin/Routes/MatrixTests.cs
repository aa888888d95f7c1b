using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Doctor;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Admin.Routes;

/// <summary>
/// Every route that the document has, called by everybody: no key, keys that open nothing, each role, admins of another tenant and of the gateway; about what is
/// one's own, one's team's, one's tenant's and another tenant's. Who may is read from the document, answers must look as it says.
/// </summary>
public sealed class MatrixTests : IAsyncLifetime
{
    private static readonly string[] Scopes = ["none", "own_user", "own_team", "own_tenant", "everything"];

    private readonly ManualClock _clock = new();
    private FakeProvider _provider = null!;
    private TestGateway _gateway = null!;
    private Document _document = null!;
    private Caller[] _callers = null!;
    private int _made;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _provider.Otherwise = Checkup.Messages;
        _gateway = await TestGateway.StartAsync(TestGateway.Providers(_provider.BaseUrl), _clock);
        _document = await Document.ReadAsync(_gateway);
        foreach (string tenant in (string[])["acme", "other"])
        {
            await _gateway.DoneAsync("POST tenants", $$"""{"id":"{{tenant}}"}""");
        }

        foreach ((string tenant, string team) in ((string, string)[])[("acme", "red"), ("acme", "blue"), ("other", "red"), ("default", "red")])
        {
            await _gateway.DoneAsync("POST teams", $$"""{"id":"{{team}}","tenant":"{{tenant}}"}""");
        }

        List<Caller> callers = [new("nobody", null, null, "", null, ""), new("a stranger", "no-key-of-this-gateway", null, "", null, "")];
        foreach (string role in (string[])["viewer", "member", "manager", "admin"])
        {
            callers.Add(new Caller(role, await _gateway.UserWithKeyAsync(role, role, "red", "acme"), role, "acme", "red", role));
        }

        callers.Add(new Caller("admin of another tenant", await _gateway.UserWithKeyAsync("chief", "admin", "red", "other"), "admin", "other", "red", "chief"));
        callers.Add(new Caller("admin of the default tenant", await _gateway.UserWithKeyAsync("root", "admin", "red"), "gateway_admin", "default", "red", "root"));
        callers.Add(new Caller("the admin key", TestGateway.AdminKey, "gateway_admin", "default", null, "(admin key)"));
        callers.Add(new Caller("a key of router.json", TestGateway.Key, "member", "default", null, "alice"));
        callers.Add(new Caller("an expired key", await KeyAsync("""{"user":"admin","tenant":"acme","expires_at":"2026-11-21T12:00:01Z"}"""), null, "acme", null, "admin"));
        callers.Add(new Caller("a revoked key", await EndedKeyAsync("revoke"), null, "acme", null, "admin"));
        callers.Add(new Caller("a suspended key", await EndedKeyAsync("suspend"), null, "acme", null, "admin"));
        _clock.Advance(TimeSpan.FromSeconds(2));
        _callers = [.. callers];
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task KeysThatOpenNothing_OpenNoRoute()
    {
        foreach (DocumentedRoute route in _document.Routes)
        {
            foreach (Caller caller in _callers.Where(caller => caller.Role is null))
            {
                await CallAsync(route, caller, route.Relative, "{}", 401);
            }
        }
    }

    [Fact]
    public async Task WhatHasNoPlace_IsOpenToTheRolesThatTheDocumentNames()
    {
        DocumentedRoute[] routes = [.. _document.Routes.Where(route => !IsEntry(route) && !IsStream(route))];
        Assert.True(routes.Length >= 15, $"only {routes.Length} routes");
        foreach (DocumentedRoute route in routes)
        {
            foreach (Caller caller in _callers.Where(caller => caller.Role is not null))
            {
                string path = route.Relative.Replace("{name}", "a", StringComparison.Ordinal);
                // This gateway is alone: who may push a configuration hears that it has a file, and state moves to fleets only.
                int status = route.Scope(caller.Role!) == "none" ? 403 : route.Name is "PUT config" or "POST migration" ? 409 : 200;

                JsonNode body = await CallAsync(route, caller, path, route.Method == "GET" ? null : route.Relative switch { "config/validate" => "", "migration" => """{"source":"s","check":""}""", _ => "{}" }, status);

                OnlyVisible(route, caller, body);
            }
        }
    }

    [Fact]
    public async Task Entries_AreOpenAsFarAsTheScopeOfTheRoleGoes()
    {
        DocumentedRoute[] routes = [.. _document.Routes.Where(IsEntry)];
        Assert.Equal(30, routes.Length);
        foreach (DocumentedRoute route in routes)
        {
            foreach (Caller caller in _callers.Where(caller => caller.Role is not null))
            {
                foreach (Place place in Places(route, caller))
                {
                    bool may = Array.IndexOf(Scopes, caller.Needed(place)) <= Array.IndexOf(Scopes, route.Scope(caller.Role!));
                    (string path, string? body, string watched) = await AimAsync(route, place, may);
                    string? before = may ? null : (await _gateway.DoneAsync($"GET {watched}")).ToJsonString();

                    await CallAsync(route, caller, path, body, may ? null : 403);

                    Assert.Equal(before, may ? null : (await _gateway.DoneAsync($"GET {watched}")).ToJsonString()); // refused is not done in spite of it
                }
            }
        }
    }

    private static string Kind(DocumentedRoute route) => route.Relative.Split('/')[0];

    private static bool IsEntry(DocumentedRoute route) => Kind(route) is "tenants" or "teams" or "users" or "keys" or "vault" && (route.Method != "GET" || route.Relative.Contains('{', StringComparison.Ordinal));

    private static bool IsStream(DocumentedRoute route) => route.Relative == "events";

    private static IEnumerable<Place> Places(DocumentedRoute route, Caller caller) => Kind(route) switch
    {
        "tenants" => route.Method == "POST" && !route.Relative.Contains('/', StringComparison.Ordinal) ? [new Place("another")] : [new Place("acme"), new Place("other")],
        "teams" => [new Place("acme", "red"), new Place("acme", "blue"), new Place("other", "red")],
        "users" => [new Place("acme", "red", "x"), new Place("acme", "blue", "x"), new Place("other", "red", "x")],
        "vault" => [new Place("acme"), new Place("other"), .. OfUsers(caller)],
        _ => OfUsers(caller),
    };

    private static IEnumerable<Place> OfUsers(Caller caller) =>
        [new Place("acme", "red", "x"), new Place("acme", "blue", "x"), new Place("other", "red", "x"), .. caller is { Tenant: "acme" } ? (Place[])[new Place("acme", "red", caller.User)] : []];

    /// <summary>Makes what a route is called with: something fresh at the place, or the fields of something new there.</summary>
    /// <returns>The path, the body, and what of the directory must not change when the call is refused.</returns>
    private async Task<(string Path, string? Body, string Watched)> AimAsync(DocumentedRoute route, Place place, bool may)
    {
        string kind = Kind(route);
        string fresh = string.Create(CultureInfo.InvariantCulture, $"f{++_made}");
        string user = place.User is null or "x" ? $"u{fresh}" : place.User;
        if (kind is "keys" or "vault" && place.User == "x")
        {
            await _gateway.DoneAsync("POST users", $$"""{"id":"{{user}}","tenant":"{{place.Tenant}}","team":"{{place.Team}}","role":"viewer"}""");
        }

        if (kind == "vault")
        {
            return await AimAtVaultAsync(route, fresh, place.User is null ? $"tenant={place.Tenant}" : $"tenant={place.Tenant}&user={user}");
        }

        string body = kind switch
        {
            "tenants" => $$"""{"id":"{{fresh}}"}""",
            "teams" => $$"""{"id":"{{fresh}}","tenant":"{{place.Tenant}}"}""",
            "users" => $$"""{"id":"{{fresh}}","tenant":"{{place.Tenant}}","team":"{{place.Team}}","role":"viewer"}""",
            _ => $$"""{"user":"{{user}}","tenant":"{{place.Tenant}}"}""",
        };
        string tenant = kind is "teams" or "users" || (kind == "keys" && route.Relative == kind) ? $"tenant={place.Tenant}" : "";
        if (route.Relative == kind)
        {
            return (kind, body, $"{kind}?limit=1000&{tenant}");
        }

        // What closes callers too is aimed at them only where it must be refused.
        bool closes = may && (route.Method == "DELETE" || route.Relative.EndsWith("/suspend", StringComparison.Ordinal));
        string id = kind switch
        {
            "tenants" when !closes => place.Tenant,
            "teams" when !closes => place.Team!,
            "teams" => (string)(await _gateway.DoneAsync("POST teams", $$"""{"id":"{{fresh}}","tenant":"{{place.Tenant}}"}"""))["id"]!,
            _ => (string)(await _gateway.DoneAsync($"POST {kind}", body))["id"]!,
        };
        return ($"{route.Relative.Replace("{id}", id, StringComparison.Ordinal)}?{tenant}", route.Body is null ? null : "{}", $"{kind}/{id}?{tenant}");
    }

    private async Task<(string Path, string? Body, string Watched)> AimAtVaultAsync(DocumentedRoute route, string name, string owner)
    {
        const string Put = """{"provider":"a","secret":"sk-upstream-1"}""";
        string path = $"{route.Relative.Replace("{id}", name, StringComparison.Ordinal)}?{owner}";
        if (route.Method == "PUT")
        {
            return (path, Put, $"vault?limit=1000&{owner}");
        }

        await _gateway.DoneAsync($"PUT vault/{name}?{owner}", Put);
        return (path, route.Body is null ? null : """{"secret":"sk-upstream-2"}""", $"vault/{name}?{owner}");
    }

    private async Task<JsonNode> CallAsync(DocumentedRoute route, Caller caller, string path, string? body, int? expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), $"/admin/v1/{path}");
        if (caller.Key is not null)
        {
            request.Headers.Add("x-router-key", caller.Key);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var client = new HttpClient { BaseAddress = _gateway.Client.BaseAddress };
        using HttpResponseMessage response = await client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        int status = (int)response.StatusCode;
        string what = $"{caller.Name}: {route.Method} {path}: {status} {text}";

        // What may not be seen is not there for the caller: 404 tells as little as 403.
        Assert.True(expected switch { null => status is 200 or 201, 403 => status is 403 or 404, int other => status == other }, what);
        Assert.True(route.Node["responses"]![status.ToString(CultureInfo.InvariantCulture)] is not null, $"not documented: {what}");
        JsonNode answer = JsonNode.Parse(text)!;
        JsonNode? schema = status < 300 ? route.Answer : _document.Find("#/components/schemas/Error");
        Assert.Empty(_document.Problems(schema!, answer).Select(problem => $"{problem} ({what})"));
        return answer;
    }

    /// <summary>A list holds nothing of another tenant's but to whoever sees everything.</summary>
    private static void OnlyVisible(DocumentedRoute route, Caller caller, JsonNode body)
    {
        if (caller.Role != "gateway_admin" && body["data"] is JsonArray data)
        {
            Assert.All(data, item => Assert.True(item!["tenant"] is null || (string?)item["tenant"] == caller.Tenant, $"{caller.Name}: {route.Name}: {item}"));
        }
    }

    private async Task<string> KeyAsync(string body) => (string)(await _gateway.DoneAsync("POST keys", body))["secret"]!;

    private async Task<string> EndedKeyAsync(string how)
    {
        JsonNode key = await _gateway.DoneAsync("POST keys", """{"user":"admin","tenant":"acme"}""");
        await _gateway.DoneAsync($"POST keys/{key["id"]}/{how}");
        return (string)key["secret"]!;
    }
}
