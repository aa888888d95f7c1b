using System.Collections.Immutable;

namespace Router.Api.Admin.Routes;

/// <summary>All routes of the admin API.</summary>
internal sealed class AdminRouteTable(IEnumerable<IAdminRoutes> parts)
{
    public ImmutableArray<AdminRoute> Routes { get; } = [.. parts.SelectMany(part => part.Routes)];
}
