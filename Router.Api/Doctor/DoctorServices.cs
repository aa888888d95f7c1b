using Router.Api.Doctor.Probes;
using Router.Api.Doctor.Reach;

namespace Router.Api.Doctor;

/// <summary>Registers the checks of providers, for the command line and for the admin API.</summary>
internal static class DoctorServices
{
    public static IServiceCollection AddRouterDoctor(this IServiceCollection services) => services
        .AddSingleton<ReachChecks>()
        .AddSingleton<HttpCheck>()
        .AddSingleton<Prober>()
        .AddSingleton<ModelCheckup>()
        .AddSingleton<ProviderCheckup>();
}
