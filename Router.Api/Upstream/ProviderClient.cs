using System.Collections.Immutable;
using System.Net;
using System.Text;
using Router.Api.Demo;
using Router.Core.Configuration;
using Router.Core.Configuration.Presets;

namespace Router.Api.Upstream;

/// <summary>A provider as this node reaches it: its credentials and its one bounded connection pool.</summary>
internal sealed class ProviderClient
{
    /// <summary>Connections that a provider's pool may hold. With HTTP/2 one of them carries many requests.</summary>
    private const int MaximumConnections = 1000;

    private readonly HttpMessageInvoker _invoker;
    private readonly string _query;

    private ProviderClient(ProviderConfig config, ImmutableArray<Credential> credentials, HttpMessageInvoker invoker)
    {
        Config = config;
        Credentials = credentials;
        _invoker = invoker;
        _query = string.Join('&', config.Query.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));
    }

    public ProviderConfig Config { get; }

    public ImmutableArray<Credential> Credentials { get; }

    /// <summary>Makes a client; the pool of the previous version is kept when nothing about the connection changed.</summary>
    public static ProviderClient Create(ProviderConfig config, ImmutableArray<Credential> credentials, TimeProvider clock, IServiceAddresses? addresses, ProviderClient? previous) =>
        new(config, credentials, previous is not null && Connection(previous.Config) == Connection(config) ? previous._invoker : CreateInvoker(config, clock, addresses));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) => _invoker.SendAsync(request, cancellation);

    /// <summary>The same client with somebody looking on: what <paramref name="watch"/> makes gets each request and hands it to the connection.</summary>
    public ProviderClient WatchedBy(Func<HttpMessageInvoker, HttpMessageHandler> watch) => new(Config, Credentials, new HttpMessageInvoker(watch(_invoker), disposeHandler: false));

    /// <summary>The demo provider answers from inside the gateway.</summary>
    public bool IsDemo => Config.Preset == ProviderPresets.Demo.Name;

    /// <summary>Where messages go: base URL, path with the model filled in, the client's query and the configured one.</summary>
    public Uri MessagesUri(string model, string? clientQuery) => Address(Path(model) ?? ProviderPaths.Messages(Config.BaseUrl), clientQuery);

    /// <summary>Where tokens are counted.</summary>
    public Uri CountUri(string? clientQuery) => Address($"{ProviderPaths.Messages(Config.BaseUrl)}/count_tokens", clientQuery);

    /// <summary>Where chat completions go; the client's query is Anthropic's and stays here.</summary>
    public Uri ChatUri(string model) => Address(Path(model) ?? ProviderPaths.ChatCompletions(Config.BaseUrl), clientQuery: null);

    private string? Path(string model) => Config.Path?.Replace("{model}", Uri.EscapeDataString(model), StringComparison.Ordinal);

    private Uri Address(string path, string? clientQuery)
    {
        string query = (clientQuery?.TrimStart('?'), _query) switch
        {
            ({ Length: > 0 } client, { Length: > 0 } own) => $"?{client}&{own}",
            ({ Length: > 0 } client, _) => $"?{client}",
            (_, { Length: > 0 } own) => $"?{own}",
            _ => "",
        };
        return new Uri($"{Config.BaseUrl.AbsoluteUri.TrimEnd('/')}/{path}{query}");
    }

    private static (string, string?, TimeSpan) Connection(ProviderConfig config) => (config.BaseUrl.GetLeftPart(UriPartial.Authority), config.Preset, config.Timeouts.Connect);

    private static HttpMessageInvoker CreateInvoker(ProviderConfig config, TimeProvider clock, IServiceAddresses? addresses) => new(
        config.Preset == ProviderPresets.Demo.Name ? new DemoHandler(clock)
        : addresses is not null && BaseUrl.IsNamed(config.BaseUrl) ? new NamedServiceHandler(addresses, CreateConnection(config))
        : CreateConnection(config));

    private static SocketsHttpHandler CreateConnection(ProviderConfig config) => new()
    {
        MaxConnectionsPerServer = MaximumConnections,
        ConnectTimeout = config.Timeouts.Connect,
        // DNS changes are seen within minutes; a pool that a reload left behind empties by itself.
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        PlaintextStreamFilter = static (connection, _) => new(EarlyAnswerStream.Wrap(connection)),
        // Kestrel reads header values as UTF-8; they leave as the same bytes.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    };
}
