using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;

namespace Router.Api.Tests.Admin.Events;

/// <summary>Somebody who listens to /admin/v1/events.</summary>
internal sealed class Listener : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private Listener(HttpResponseMessage response, Stream stream) => (_response, _lines) = (response, new StreamReader(stream));

    public string? MediaType => _response.Content.Headers.ContentType?.MediaType;

    /// <summary>Begins to listen; returns when the gateway has taken him in.</summary>
    public static async Task<Listener> StartAsync(TestGateway gateway, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/admin/v1/events");
        request.Headers.Add("x-router-key", key);
        HttpResponseMessage response = await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var listener = new Listener(response.EnsureSuccessStatusCode(), await response.Content.ReadAsStreamAsync());
        if (await listener.LineAsync() != ": listening")
        {
            throw new InvalidOperationException("The stream does not begin as it should.");
        }

        return listener;
    }

    /// <summary>The next line that is not empty; null at the end.</summary>
    public async Task<string?> LineAsync()
    {
        string? line = "";
        while (line is { Length: 0 })
        {
            line = await _lines.ReadLineAsync().WaitAsync(Patience);
        }

        return line;
    }

    /// <summary>The next event of that name; those before it are left out.</summary>
    public async Task<JsonNode> NextAsync(string name)
    {
        while (true)
        {
            string line = await LineAsync() ?? throw new InvalidOperationException($"The stream ended before an event {name}.");
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                string data = (await LineAsync())!["data: ".Length..];
                if (line == $"event: {name}")
                {
                    return JsonNode.Parse(data)!;
                }
            }
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
