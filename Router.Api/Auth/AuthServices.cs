using Router.Core.AdminContract;

namespace Router.Api.Auth;

/// <summary>Registers sign-in of requests.</summary>
internal static class AuthServices
{
    public static IServiceCollection AddRouterAuth(this IServiceCollection services) => services.AddSingleton<ProxyNames>().AddSingleton<Doorkeeper>().AddSingleton<ISignIn, KeySignIn>();
}
