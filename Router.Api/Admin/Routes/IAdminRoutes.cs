namespace Router.Api.Admin.Routes;

/// <summary>The routes of one part of the admin API. Registered by <see cref="AdminRouting.AddAdminRoutes"/>, they are mapped, guarded and documented.</summary>
internal interface IAdminRoutes
{
    IEnumerable<AdminRoute> Routes { get; }
}
