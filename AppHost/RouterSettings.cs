using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AppHost;

/// <summary>What the operator decides: in the settings of this project, on its command line or by environment variables.</summary>
internal static class RouterSettings
{
    /// <summary>Where router.json lies in a container.</summary>
    private const string PublishedConfig = "/etc/router/router.json";

    private static readonly string[] DefaultKeys = ["ANTHROPIC_UPSTREAM_KEY"];

    /// <summary>How many nodes there are: the setting <c>Replicas</c>, default 2.</summary>
    public static int Replicas(this IDistributedApplicationBuilder builder) =>
        int.TryParse(builder.Configuration["Replicas"], NumberStyles.None, CultureInfo.InvariantCulture, out int replicas) ? replicas : 2;

    /// <summary>Where nodes and a local Redis keep their state in run mode: the setting <c>State</c>, default the folder <c>fleet-state</c> beside router.json.</summary>
    public static string StateFolder(this IDistributedApplicationBuilder builder) =>
        Path.GetFullPath(builder.Configuration["State"] ?? Path.Combine(Path.GetDirectoryName(builder.ConfigFile())!, "fleet-state"));

    /// <summary>Gives nodes their router.json: the setting <c>Config</c>, default router.json in the folder above this project's. Without such a file the environment alone counts.</summary>
    public static IResourceBuilder<ProjectResource> WithRouterConfiguration(this IResourceBuilder<ProjectResource> router)
    {
        IDistributedApplicationBuilder builder = router.ApplicationBuilder;
        if (builder.ExecutionContext.IsPublishMode)
        {
            return router.WithEnvironment("ROUTER_CONFIG", PublishedConfig).WithEnvironment("ROUTER_STATE", "/home/app/router");
        }

        router.WithEnvironment("ROUTER_STATE", builder.StateFolder()).WithEnvironment("Orleans__Endpoints__AdvertisedIPAddress", "127.0.0.1");
        return File.Exists(builder.ConfigFile()) ? router.WithEnvironment("ROUTER_CONFIG", builder.ConfigFile()) : router;
    }

    /// <summary>Hands providers' keys on, as secrets: the variables that the setting <c>ProviderKeys</c> names (<c>ProviderKeys:0</c> and so on), default ANTHROPIC_UPSTREAM_KEY. Their values are parameters, or this process's own variables.</summary>
    public static IResourceBuilder<ProjectResource> WithProviderKeys(this IResourceBuilder<ProjectResource> router)
    {
        IDistributedApplicationBuilder builder = router.ApplicationBuilder;
        foreach (string variable in builder.Configuration.GetSection("ProviderKeys").Get<string[]>() ?? DefaultKeys)
        {
            string name = variable.ToLowerInvariant().Replace('_', '-');
            router.WithEnvironment(variable, builder.AddParameter(name, () => builder.Configuration[$"Parameters:{name}"] ?? builder.Configuration[variable] ?? "", secret: true));
        }

        return router;
    }

    private static string ConfigFile(this IDistributedApplicationBuilder builder) =>
        Path.GetFullPath(builder.Configuration["Config"] ?? Path.Combine(builder.AppHostDirectory, "..", "router.json"));
}
