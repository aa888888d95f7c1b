using System.Collections.Immutable;
using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.Admission;

namespace Router.Api.Admin.Providers;

/// <summary>
/// POST /admin/v1/providers/{name}/drain and /resume. Drained, a provider gets no new requests; those under way end. Resumed, it is in use again, and
/// its cooldowns and breakers are forgotten: whoever resumes it says that it is well.
/// </summary>
internal sealed partial class ProviderDrainEndpoint(IProviderGates gates, IDrainedProviders drained, IAdminApi api, AuditTrail audit, ILogger<ProviderDrainEndpoint> logger)
{
    public Task<RouterError?> DrainAsync(AdminCall call) => SetAsync(call, drain: true);

    public Task<RouterError?> ResumeAsync(AdminCall call) => SetAsync(call, drain: false);

    private async Task<RouterError?> SetAsync(AdminCall call, bool drain)
    {
        if (ProviderReader.Find(call.Principal, call.Snapshot, call.Name) is not { } provider)
        {
            return AdminErrors.Of(ProviderReader.Missing(call.Principal, call.Snapshot));
        }

        await drained.SetAsync(provider.Name, drain);
        await gates.ConfigureAsync(provider.Name);
        if (!drain)
        {
            ImmutableArray<KeyValuePair<GateKey, GateStatus>> all = await gates.ListAsync();
            foreach ((GateKey gate, _) in all.Where(gate => gate.Key.Provider == provider.Name))
            {
                await gates.ReopenAsync(gate);
            }
        }

        string what = drain ? "drained" : "resumed";
        LogSet(provider.Name, what);
        return await audit.KeepAsync(call, $"provider.{what}", tenant: null, provider.Name)
            ?? await call.AnswerAsync(await api.ProviderAsync(call.Principal, provider.Name), ProviderJson.Write);
    }

    [LoggerMessage(342, LogLevel.Information, "Provider {Provider} was {What} by an admin")]
    private partial void LogSet(string provider, string what);
}
