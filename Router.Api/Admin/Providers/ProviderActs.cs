using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.Configuration;
using Router.Api.Doctor;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.AdminContract.Checks;
using Router.Core.Admission;
using Router.Core.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Providers;

/// <summary>
/// Operates providers. Drained, a provider gets no new requests; those under way end. Resumed, it is in use again, and its cooldowns and breakers are
/// forgotten: whoever resumes it says that it is well.
/// </summary>
internal sealed partial class ProviderActs(
    SnapshotHolder holder, IProviderGates gates, IDrainedProviders drained, ProviderReader reader, ProviderCheckup checkup, AuditTrail audit, ILogger<ProviderActs> logger)
{
    public ValueTask<AdminResult<ProviderStatus>> DrainAsync(AdminCaller caller, string name) => SetAsync(caller, name, drain: true);

    public ValueTask<AdminResult<ProviderStatus>> ResumeAsync(AdminCaller caller, string name) => SetAsync(caller, name, drain: false);

    public async ValueTask<AdminResult<ProviderReport>> TestAsync(Principal caller, TestProvider order, CancellationToken cancellation)
    {
        RouterSnapshot snapshot = holder.Current;
        (ProviderConfig? provider, AdminProblem? problem) = Find(caller, snapshot, order.Name);
        return provider is null ? problem! : await checkup.RunAsync(snapshot, provider, new ProbeRequest(order.Model, order.Deep), found: null, cancellation);
    }

    private async ValueTask<AdminResult<ProviderStatus>> SetAsync(AdminCaller caller, string name, bool drain)
    {
        (ProviderConfig? provider, AdminProblem? problem) = Find(caller.Principal, holder.Current, name);
        if (provider is null)
        {
            return problem!;
        }

        try
        {
            await drained.SetAsync(provider.Name, drain);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new AdminProblem(AdminProblemKind.NotKept, $"The provider could not be {(drain ? "drained" : "resumed")} for good: {exception.Message}");
        }

        // It holds from here on, whatever a gate's owner that is out of reach says below.
        string what = drain ? "drained" : "resumed";
        LogSet(provider.Name, what);
        AdminProblem? unkept = await audit.KeepAsync(caller, $"provider.{what}", tenant: null, provider.Name);
        await gates.ConfigureAsync(provider.Name);
        if (!drain)
        {
            await gates.ReopenAsync(provider.Name);
        }

        return unkept ?? await reader.FindAsync(caller.Principal, provider.Name);
    }

    private static (ProviderConfig? Provider, AdminProblem? Problem) Find(Principal caller, RouterSnapshot snapshot, string name) =>
        caller.Forbid(Operation.OperateProviders) is { } problem ? (null, problem)
        : ProviderReader.Find(caller, snapshot, name) is { } provider ? (provider, null)
        : (null, ProviderReader.Missing(caller, snapshot));

    [LoggerMessage(342, LogLevel.Information, "Provider {Provider} was {What} by an admin")]
    private partial void LogSet(string provider, string what);
}
