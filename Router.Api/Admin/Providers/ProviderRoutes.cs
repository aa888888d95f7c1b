using Router.Api.Admin.Calls;
using Router.Api.Admin.Routes;
using Router.Core.AdminContract;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Providers;

/// <summary>/admin/v1/providers</summary>
internal sealed class ProviderRoutes(IAdminApi api, ProviderTestEndpoint test) : IAdminRoutes
{
    public IEnumerable<AdminRoute> Routes =>
    [
        AdminRoute.Get(
            "providers", Operation.SeeProviders, "Tells how each provider stands; gate by gate to whoever administers the gateway.",
            async call => await call.AnswerAsync(await api.ProvidersAsync(call.Principal), ProviderJson.Write), ProviderJson.Provider.Page()),
        AdminRoute.Get(
            "providers/{name}", Operation.SeeProviders, "The same of one.",
            async call => await call.AnswerAsync(await api.ProviderAsync(call.Principal, call.Name), ProviderJson.Write), ProviderJson.Provider),
        AdminRoute.Post(
            "providers/{name}/drain", Operation.OperateProviders, "Nothing new goes there; what is under way ends; a restart keeps it.",
            async call => await call.AnswerAsync(await api.DrainProviderAsync(call.Caller, call.Name), ProviderJson.Write), ProviderJson.Provider) with { Failures = [503] },
        AdminRoute.Post(
            "providers/{name}/resume", Operation.OperateProviders, "In use again; its cooldowns, breakers and learned limits are forgotten.",
            async call => await call.AnswerAsync(await api.ResumeProviderAsync(call.Caller, call.Name), ProviderJson.Write), ProviderJson.Provider) with { Failures = [503] },
        AdminRoute.Send(
            "POST", "providers/{name}/test", Operation.OperateProviders, "Makes the doctor's checks; 200 whatever they find.", test.HandleAsync, ProviderTestEndpoint.Body, ProviderTestEndpoint.Report),
    ];
}
