using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Router.Api.Hosting;
using Router.Core.Configuration;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>A gateway that is alone, in this process, with a state folder that outlives it.</summary>
internal sealed class LoneGateway : IAsyncDisposable
{
    private readonly RouterApplication _application;
    private readonly HttpClient _client;

    private LoneGateway(RouterApplication application)
    {
        _application = application;
        _client = new HttpClient { BaseAddress = new Uri(application.Addresses.First()) };
    }

    public static StartOptions Options(string folder) => new() { Folder = folder, Urls = "http://127.0.0.1:0", Environment = new RouterEnvironment(new Dictionary<string, string> { ["ROUTER_ADMIN_KEY"] = DoorProcess.AdminKey }) };

    /// <summary>Starts in a folder that has a router.json.</summary>
    public static async Task<LoneGateway> StartAsync(string folder)
    {
        var console = new StringWriter();
        return new LoneGateway(await SingleMachineHost.StartAsync(Options(folder), new OperatorConsole(console, console, IsTerminal: false), CancellationToken.None));
    }

    public async Task<HttpStatusCode> MessageAsync(string key, string model)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Post, "/v1/messages", key, $$"""{"model":"{{model}}","max_tokens":1024,"messages":[{"role":"user","content":"Hi"}]}""");
        return answer.StatusCode;
    }

    public async Task<JsonNode> AdminAsync(HttpMethod method, string path, string body)
    {
        using HttpResponseMessage answer = await SendAsync(method, $"/admin/v1/{path}", DoorProcess.AdminKey, body);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _application.DisposeAsync();
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string key, string body)
    {
        var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("x-api-key", key);
        return _client.SendAsync(request);
    }
}
