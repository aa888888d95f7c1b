using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Router.Api.Tests.Admin.Events;
using Router.Api.Tests.Testing;

namespace Router.Api.Tests.Secrecy;

/// <summary>Calls every route of a gateway with every key and with good and bad bodies, and keeps what comes back.</summary>
/// <param name="gateway">The gateway.</param>
internal sealed class SecretWalk(TestGateway gateway)
{
    private static readonly string?[] Bodies = [null, "{", """{"id":"walk","name":"Walk","user":"walk"}""", $$"""{"id":"{{Marks.Prompt[^4..]}}","colour":"{{Marks.Prompt}}"}"""];

    private readonly List<string> _answers = [];

    /// <summary>Each answer with its headers, behind the call that it answers.</summary>
    public IReadOnlyList<string> Answers => _answers;

    /// <summary>Secrets that answers gave out because they were made for the caller.</summary>
    public List<string> Given { get; } = [];

    /// <summary>How many routes there are.</summary>
    public int Routes { get; private set; }

    public async Task EveryRouteAsync()
    {
        RouteEndpoint[] routes = [.. gateway.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
        Routes = routes.Length;
        foreach (RouteEndpoint route in routes)
        {
            string path = "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment => segment.Parts[0] is RoutePatternLiteralPart literal ? literal.Content : "walk"));
            foreach (string method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                foreach (string? key in (string?[])[null, Marks.WrongKey, Marks.ClientKey, Marks.AdminKey])
                {
                    foreach (string? body in Bodies)
                    {
                        await AskAsync(new HttpMethod(method), $"{path}?limit=1000&key={Marks.Query}", key, body);
                    }
                }
            }
        }
    }

    /// <summary>Hears what happens until the gateway ends.</summary>
    public static async Task<string> HearAsync(Listener listener)
    {
        var heard = new StringBuilder();
        while (await listener.LineAsync() is { } line)
        {
            heard.AppendLine(line);
        }

        return heard.ToString();
    }

    public async Task<string> AskAsync(HttpMethod method, string path, string? key, string? body, string header = "x-router-key", (string Name, string Value)? brought = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("x-some-secret", Marks.Header);
        request.Headers.Add("cookie", $"session={Marks.Header}");
        if (key is not null)
        {
            request.Headers.Add(header, key);
        }

        if (brought is { } own)
        {
            request.Headers.Add(own.Name, own.Value);
        }

        using var client = new HttpClient { BaseAddress = new Uri(gateway.Address) };
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        // What happens live has no end; it is heard from the beginning on instead.
        bool isEndless = response.IsSuccessStatusCode && path.StartsWith("/admin/v1/events", StringComparison.Ordinal);
        string text = isEndless ? "" : await response.Content.ReadAsStringAsync();
        string shown = Hide(text);
        _answers.Add($"{method} {path.Split('?')[0]} → {(int)response.StatusCode} {response.Headers} {response.Content.Headers} {shown}");
        return text;
    }

    // The secret of a new key stands in the answer that makes it.
    private string Hide(string text)
    {
        if (text.StartsWith('{') && System.Text.Json.Nodes.JsonNode.Parse(text)?["secret"] is { } secret)
        {
            Given.Add((string)secret!);
            return text.Replace((string)secret!, "", StringComparison.Ordinal);
        }

        return text;
    }
}
