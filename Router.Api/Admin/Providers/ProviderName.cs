using Router.Api.Configuration;
using Router.Api.Errors;
using Router.Core.Configuration;

namespace Router.Api.Admin.Providers;

/// <summary>The provider that an address names.</summary>
internal static class ProviderName
{
    public static ProviderConfig? Find(HttpContext context, RouterSnapshot snapshot, out RouterError? error)
    {
        string name = (string)context.Request.RouteValues["name"]!;
        bool known = snapshot.Providers.TryGetValue(name, out Upstream.ProviderClient? client);
        error = known
            ? null
            : RouterError.Of(404, $"There is no provider of this name; there are {string.Join(", ", snapshot.Config.Providers.Select(provider => provider.Name))}.") with { Reason = "unknown provider" };
        return client?.Config;
    }
}
