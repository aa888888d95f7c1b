using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Router.Dashboard.Acts;
using Router.Dashboard.Live;
using Router.Dashboard.Pages;
using Router.Dashboard.SignIn;

namespace Router.Dashboard.Hosting;

/// <summary>Maps the dashboard below <c>/dashboard</c>.</summary>
public static class DashboardEndpoints
{
    /// <summary>Where it is.</summary>
    public const string Root = "/dashboard";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps its pages, forms and files.</summary>
    public static void MapDashboard(this IEndpointRouteBuilder endpoints)
    {
        IServiceProvider services = endpoints.ServiceProvider;
        SignInEndpoints signIn = services.GetRequiredService<SignInEndpoints>();
        RouteGroupBuilder group = endpoints.MapGroup(Root);
        group.MapMethods("/sign-in", Reading, signIn.ShowAsync);
        group.MapPost("/sign-in", signIn.SignInAsync);
        group.MapPost("/sign-out", signIn.SignOutAsync);
        group.MapPost("/theme", signIn.SetThemeAsync);
        group.MapMethods("/assets/{name}", Reading, AssetEndpoint.WriteAsync);
        group.MapGet("/live", services.GetRequiredService<LiveEndpoint>().StreamAsync);
        group.MapPost("/do/{act}", services.GetRequiredService<ActEndpoint>().RunAsync);
        group.MapMethods("/{**path}", Reading, services.GetRequiredService<PageEndpoints>().ShowAsync);
    }
}
