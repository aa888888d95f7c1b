using System.Collections.Immutable;
using Router.Api.Admin.Calls;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.Admission;
using Router.Core.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Providers;

/// <summary>Tells how providers stand: those that the caller may use, with their details to whoever administers the gateway.</summary>
internal sealed class ProviderReader(SnapshotHolder holder, IProviderGates gates, ProviderView view)
{
    public async ValueTask<AdminResult<AdminPage<ProviderStatus>>> ListAsync(Principal caller)
    {
        if (caller.Forbid(Operation.SeeProviders) is { } problem)
        {
            return problem;
        }

        RouterSnapshot snapshot = holder.Current;
        ImmutableArray<KeyValuePair<GateKey, GateStatus>> all = await gates.ListAsync();
        return AdminPages.Whole(Visible(caller, snapshot).Select(provider => view.Of(snapshot, provider, all, SeesAll(caller))));
    }

    public async ValueTask<AdminResult<ProviderStatus>> FindAsync(Principal caller, string name)
    {
        if (caller.Forbid(Operation.SeeProviders) is { } problem)
        {
            return problem;
        }

        RouterSnapshot snapshot = holder.Current;
        return Find(caller, snapshot, name) is { } found
            ? view.Of(snapshot, found, await gates.ListAsync(), SeesAll(caller))
            : Missing(caller, snapshot);
    }

    /// <summary>A provider that the caller may use; null when there is none.</summary>
    public static ProviderConfig? Find(Principal caller, RouterSnapshot snapshot, string name) => Visible(caller, snapshot).FirstOrDefault(provider => provider.Name == name);

    /// <summary>Says that there is no such provider, and which there are.</summary>
    public static AdminProblem Missing(Principal caller, RouterSnapshot snapshot) =>
        new(AdminProblemKind.Missing, $"There is no provider of this name; there are {string.Join(", ", Visible(caller, snapshot).Select(provider => provider.Name))}.");

    private static bool SeesAll(Principal caller) => caller.Reach(Operation.SeeProviders) == Scope.Everything;

    private static IEnumerable<ProviderConfig> Visible(Principal caller, RouterSnapshot snapshot) => snapshot.Config.Providers.Where(provider => caller.MayUseProvider(provider.Name));
}
