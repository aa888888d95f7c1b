using Router.Core.Configuration;

namespace Router.Api.Hosting;

/// <summary>Where to listen: command line, then environment, then file, then default.</summary>
internal static class ListenPlan
{
    public static string[] Choose(StartOptions options, RouterConfig config)
    {
        string text = options.Urls ?? FromEnvironment(options.Environment) ?? config.Listen ?? RouterConfig.DefaultListen;
        string[] addresses = ListenAddress.Split(text);
        if (addresses.Length == 0)
        {
            throw new StartException($"No address to listen on is given; write one like {RouterConfig.DefaultListen}.", StartException.Misconfigured);
        }

        foreach (string address in addresses)
        {
            if (ListenAddress.Check(address, config.Access) is { } problem)
            {
                throw new StartException(problem, StartException.Misconfigured);
            }
        }

        return addresses;
    }

    private static string? FromEnvironment(RouterEnvironment environment)
    {
        if ((environment.Get(RouterEnvironment.Listen) ?? environment.Get("ASPNETCORE_URLS")) is { } urls)
        {
            return urls;
        }

        return (environment.Get("ASPNETCORE_HTTP_PORTS") ?? environment.Get("HTTP_PORTS")) is { } ports ? FromPorts(ports) : null;
    }

    private static string FromPorts(string ports) =>
        string.Join(';', ports.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(port => $"http://0.0.0.0:{port}"));
}
