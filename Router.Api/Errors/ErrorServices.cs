namespace Router.Api.Errors;

/// <summary>Registers what errors need.</summary>
internal static class ErrorServices
{
    public static IServiceCollection AddRouterErrors(this IServiceCollection services) => services.AddSingleton<RefusalLog>();
}
