using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.Features;
using Router.Api.Admin.Audit;
using Router.Api.Configuration;
using Router.Api.Errors;
using Router.Api.Upstream.Gates;
using Router.Core.Admission;
using Router.Core.Tenancy;

namespace Router.Api.Admin.Providers;

/// <summary>
/// POST /admin/v1/providers/{name}/drain and /resume. Drained, a provider gets no new requests; those under way end. Resumed, it is in use again, and
/// its cooldowns and breakers are forgotten: whoever resumes it says that it is well.
/// </summary>
internal sealed partial class ProviderDrainEndpoint(IProviderGates gates, DrainedProviders drained, ProviderView view, AuditTrail audit, ILogger<ProviderDrainEndpoint> logger)
{
    public Task DrainAsync(HttpContext context, RouterSnapshot snapshot) => SetAsync(context, snapshot, drain: true);

    public Task ResumeAsync(HttpContext context, RouterSnapshot snapshot) => SetAsync(context, snapshot, drain: false);

    private async Task SetAsync(HttpContext context, RouterSnapshot snapshot, bool drain)
    {
        if (ProviderName.Find(context, snapshot, out RouterError? error) is not { } provider)
        {
            await ErrorWriter.WriteAsync(context, error!);
            return;
        }

        drained.Set(provider.Name, drain);
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
        if (await audit.KeepAsync(context, context.Features.GetRequiredFeature<Principal>(), $"provider.{what}", tenant: null, provider.Name) is { } unkept)
        {
            await ErrorWriter.WriteAsync(context, unkept);
            return;
        }

        await view.AnswerAsync(context, snapshot, provider);
    }

    [LoggerMessage(342, LogLevel.Information, "Provider {Provider} was {What} by an admin")]
    private partial void LogSet(string provider, string what);
}
