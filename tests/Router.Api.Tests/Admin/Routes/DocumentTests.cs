using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Admin.Routes;

/// <summary>/admin/v1/openapi.json says what is there.</summary>
public sealed partial class DocumentTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private Document _document = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));
        _document = await Document.ReadAsync(_gateway);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public void EveryMappedRoute_IsDocumented_AndNoOther()
    {
        IEnumerable<string> mapped = _gateway.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("admin/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"));

        string[] all = [.. mapped.Order(StringComparer.Ordinal)];
        Assert.Equal(all, _document.Routes.Select(route => $"{route.Method} {route.Path}").Order(StringComparer.Ordinal));
        Assert.True(all.Length > 40, $"only {all.Length} routes");
    }

    [Fact]
    public void Document_IsWhole()
    {
        Assert.Equal("3.1.0", (string?)_document.Root["openapi"]);
        string[] ids = [.. _document.Routes.Select(route => (string)route.Node["operationId"]!)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(References(_document.Root), reference => Assert.NotNull(_document.Find(reference)));
        Assert.All(_document.Routes, route =>
        {
            string[] parameters = [.. route.Node["parameters"]!.AsArray().Select(parameter => $"{parameter!["in"]} {parameter["name"]}")];
            Assert.Equal(parameters.Length, parameters.Distinct().Count());
            Assert.Equal(Places().Matches(route.Path).Select(place => $"path {place.Groups["name"].Value}"), parameters.Where(parameter => parameter.StartsWith("path", StringComparison.Ordinal)));
            Assert.False(string.IsNullOrEmpty((string?)route.Node["summary"]));
            Assert.All((string[])["401", "403"], status => Assert.NotNull(route.Node["responses"]![status]));
            Assert.Contains(route.Role, (string[])["viewer", "member", "manager", "admin", "gateway_admin"]);
        });
    }

    [Fact]
    public void LeastRole_IsTheFirstWhoseReachGoesAnywhere()
    {
        foreach (DocumentedRoute route in _document.Routes)
        {
            string[] roles = [.. route.Node["x-router-scope"]!.AsObject().Select(role => role.Key)];
            Assert.Equal(["viewer", "member", "manager", "admin", "gateway_admin"], roles);
            Assert.Equal(roles.First(role => route.Scope(role) != "none"), route.Role);
        }
    }

    /// <summary>A field that nobody reads is refused, and the refusal names those that are read: the document has the same.</summary>
    [Fact]
    public async Task Bodies_HaveTheFieldsThatAreRead()
    {
        await _gateway.DoneAsync("POST tenants", """{"id":"t"}""");
        await _gateway.DoneAsync("POST teams", """{"id":"t"}""");
        await _gateway.DoneAsync("POST users", """{"id":"t"}""");
        await _gateway.DoneAsync("POST keys", """{"id":"Ab3dE6gH","user":"t"}""");
        DocumentedRoute[] sent = [.. _document.Routes.Where(route => route.Body is { } body && _document.Resolve(body)["properties"] is not null)];
        Assert.Equal(12, sent.Length);
        foreach (DocumentedRoute route in sent)
        {
            string path = route.Name.Replace("{id}", route.Relative.StartsWith("keys", StringComparison.Ordinal) ? "Ab3dE6gH" : "t", StringComparison.Ordinal).Replace("{name}", "a", StringComparison.Ordinal);

            (int status, string words) = await _gateway.RefusedAsync(path, """{"zebra":1,"user":"t"}""");

            Assert.Equal(400, status);
            string read = Fields().Match(words).Groups["names"].Value;
            Assert.Equal(_document.Resolve(route.Body!)["properties"]!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal), read.Split(", ").Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Page_ListsEveryRouteWithItsScopes()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "admin.md"));
        IEnumerable<string> rows = page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Trim());

        Assert.Equal(_document.Routes.Select(Row).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    private static string Row(DocumentedRoute route)
    {
        IEnumerable<string> scopes = route.Node["x-router-scope"]!.AsObject().Select(role => (string)role.Value! switch { "none" => "–", "everything" => "all", string scope => scope[4..] });
        return $"| `{route.Method} /{route.Relative}` | {route.Node["summary"]} | {string.Join(" | ", scopes)} |";
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member is { Key: "$ref", Value: JsonValue reference } ? [(string)reference!] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Places();

    [GeneratedRegex(@"zebra: is not known here; it takes (?<names>[^.]*)\.", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fields();
}
