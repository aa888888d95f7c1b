using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;

namespace Router.Api.Status;

/// <summary>Which gateway is asked, and with which key.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Key">The key; null where none was found.</param>
internal sealed record StatusTarget(Uri Address, string? Key)
{
    /// <summary>Finds both. Keys of a configuration go only to that configuration's own gateway; another one gets only what the environment names for it.</summary>
    /// <param name="options">How the gateway is configured here.</param>
    /// <param name="url">The gateway's address; null for the one that is configured here.</param>
    /// <param name="warnings">Takes a line where the configuration has errors; the gateway runs all the same.</param>
    /// <param name="option">The option that the address comes from.</param>
    /// <exception cref="StartException">The address is none, or nothing says where the gateway is.</exception>
    public static StatusTarget Find(StartOptions options, string? url, TextWriter warnings, string option = "--url")
    {
        if (url is null)
        {
            ConfigSource source = ConfigSource.Find(options);
            RouterConfig own = source.LoadForRunning(warnings);
            return new StatusTarget(AddressOf(options, own), FromConfig(own, source.Resolver) ?? FromEnvironment(options, null));
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new StartException($"{option}: \"{url}\" is no address; write it like {RouterConfig.DefaultListen}.", StartException.Misconfigured);
        }

        return new StatusTarget(address, FromEnvironment(options, address) ?? (OwnConfig(options, address, warnings) is var (config, resolver) ? FromConfig(config, resolver) : null));
    }

    /// <summary>Where the gateway of a configuration is reached from this machine.</summary>
    /// <exception cref="StartException">It names no address to listen on.</exception>
    public static Uri AddressOf(StartOptions options, RouterConfig config) => Reachable(ListenPlan.Choose(options, config)[0]);

    private static string? FromConfig(RouterConfig config, SecretResolver resolver)
    {
        IEnumerable<SecretReference> admin = config.AdminKey is { } key ? [key] : [];
        return admin.Concat(config.Keys.Select(client => client.Key)).Select(reference => resolver.Resolve(reference, out _)).FirstOrDefault(secret => secret is not null);
    }

    private static string? FromEnvironment(StartOptions options, Uri? asked)
    {
        if (options.Environment.Get(RouterEnvironment.AdminKey) is { } admin)
        {
            return admin;
        }

        // A client's own variables hold a key of this gateway only when they also point at it.
        return options.Environment.Get("ANTHROPIC_BASE_URL") is { } text && Uri.TryCreate(text, UriKind.Absolute, out Uri? client) && asked is not null && IsSame(client, asked)
            ? options.Environment.Get("ANTHROPIC_API_KEY") ?? options.Environment.Get("ANTHROPIC_AUTH_TOKEN")
            : null;
    }

    /// <summary>The configuration of this folder, when the address is one that it listens on.</summary>
    private static (RouterConfig, SecretResolver)? OwnConfig(StartOptions options, Uri address, TextWriter warnings)
    {
        ConfigSource source = ConfigSource.Find(options);
        RouterConfig config = source.LoadForRunning(warnings);
        return ListenPlan.Choose(options, config).Any(listen => IsSame(Reachable(listen), address)) ? (config, source.Resolver) : null;
    }

    private static bool IsSame(Uri one, Uri other) => one.Port == other.Port && one.Scheme == other.Scheme
        && (string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase) || (ListenAddress.IsLoopback(one.Host) && ListenAddress.IsLoopback(other.Host)));

    private static Uri Reachable(string listen) => ListenAddress.TryParse(listen, out string host, out int port)
        ? new UriBuilder(Uri.UriSchemeHttp, host is "0.0.0.0" or "[::]" ? "127.0.0.1" : host, port).Uri
        : throw new StartException($"\"{listen}\" is no address to listen on.", StartException.Misconfigured);
}
