using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Core.Configuration;

namespace Router.Api.Tests.Testing;

/// <summary>The gateway on a real socket, started as the executable starts it, in a folder of its own.</summary>
public sealed class TestGateway : IAsyncDisposable
{
    public const string Key = "alice-test-key";
    public const string AdminKey = "admin-test-key";

    private readonly RouterApplication _application;
    private readonly TestFolder _folder;

    private TestGateway(RouterApplication application, TestFolder folder, StringWriter console)
    {
        _application = application;
        _folder = folder;
        Console = console;
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(application.Addresses.First()), Timeout = TimeSpan.FromSeconds(60) };
        Client.DefaultRequestHeaders.Add("x-api-key", Key);
    }

    /// <summary>A client that sends Alice's key.</summary>
    public HttpClient Client { get; }

    public StringWriter Console { get; }

    public string Address => _application.Addresses.First();

    public TestFolder Folder => _folder;

    internal ConfigWatcher Watcher => _application.Services.GetRequiredService<ConfigWatcher>();

    internal SnapshotHolder Holder => _application.Services.GetRequiredService<SnapshotHolder>();

    /// <summary>A service of the running gateway.</summary>
    internal T Service<T>()
        where T : notnull => _application.Services.GetRequiredService<T>();

    /// <summary>Starts with a configuration that lacks only keys and state.</summary>
    /// <param name="members">The members of router.json's root, without braces.</param>
    /// <param name="clock">The clock; the system's when null.</param>
    /// <param name="environment">Environment variables.</param>
    public static async Task<TestGateway> StartAsync(string members, TimeProvider? clock = null, Dictionary<string, string>? environment = null)
    {
        var folder = new TestFolder();
        folder.Write("router.json", Config(members));
        return await StartInAsync(folder, clock, environment);
    }

    /// <summary>Starts with services of one's own.</summary>
    public static async Task<TestGateway> StartWithAsync(string members, Action<IServiceCollection> services)
    {
        var folder = new TestFolder();
        folder.Write("router.json", Config(members));
        return await StartInAsync(folder, services: services);
    }

    public static async Task<TestGateway> StartInAsync(
        TestFolder folder, TimeProvider? clock = null, Dictionary<string, string>? environment = null, bool terminal = false, Action<IServiceCollection>? services = null)
    {
        var console = new StringWriter();
        RouterApplication application = await SingleMachineHost.StartAsync(
            new StartOptions { Folder = folder.Path, Urls = "http://127.0.0.1:0", Environment = new RouterEnvironment(environment ?? []), Clock = clock ?? TimeProvider.System, Services = services ?? (static _ => { }) },
            new OperatorConsole(console, console, terminal),
            CancellationToken.None);
        return new TestGateway(application, folder, console);
    }

    public static string Config(string members) =>
        $$"""
        {
          "keys": [ { "key": "{{Key}}", "user": "alice" } ],
          "admin": { "key": "{{AdminKey}}" },
          {{members}}
        }
        """;

    /// <summary>Providers a, b, … in this order behind the name "claude-test".</summary>
    public static string Providers(params string[] baseUrls) => ProvidersWith("", baseUrls);

    /// <param name="extra">More members of each provider, each led by a comma.</param>
    /// <param name="baseUrls">Where they are.</param>
    public static string ProvidersWith(string extra, params string[] baseUrls)
    {
        IEnumerable<(string Name, string Url)> named = baseUrls.Select((url, index) => (((char)('a' + index)).ToString(), url));
        string providers = string.Join(",", named.Select(provider => $$""" "{{provider.Name}}": { "style": "native", "baseUrl": "{{provider.Url}}", "credentials": ["upstream-secret-{{provider.Name}}"]{{extra}} }"""));
        string targets = string.Join(",", named.Select(provider => $"\"{provider.Name}/upstream-model\""));
        return $$""" "providers": { {{providers}} }, "models": { "claude-test": { "targets": [{{targets}}] } } """;
    }

    /// <summary>Posts a message and returns once the headers are there.</summary>
    public Task<HttpResponseMessage> PostAsync(string body, Action<HttpRequestMessage>? change = null, CancellationToken cancellation = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages?beta=true") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        change?.Invoke(request);
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    public static string Body(bool stream, string model = "claude-test") =>
        $$"""{"model":"{{model}}","max_tokens":1024,"messages":[{"role":"user","content":"Hi"}],"stream":{{(stream ? "true" : "false")}}}""";

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
        _folder.Dispose();
    }
}
