using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Calls;

/// <summary>What a key may not do, in words: "This key may not …".</summary>
internal static class OperationWords
{
    public static string Of(Operation operation) => operation switch
    {
        Operation.SeeDirectory => "see tenants, teams and users",
        Operation.ManageTenants => "manage tenants",
        Operation.ManageTeams => "manage teams",
        Operation.ManageUsers => "manage users",
        Operation.SeeKeys => "see keys",
        Operation.ManageKeys => "manage keys",
        Operation.ManageBudgets => "set limits and budgets",
        Operation.SeeVault => "see the vault",
        Operation.ManageVault => "manage the vault",
        Operation.SeeUsage => "see usage",
        Operation.SeeRequests => "see requests",
        Operation.SeeAudit => "see the audit trail",
        Operation.SeeProviders => "see providers and models",
        Operation.OperateProviders => "operate providers",
        Operation.SetProviders => "set providers",
        Operation.SeeCache => "see the cache",
        Operation.ClearCache => "clear the cache",
        _ => "see, check or reload the configuration",
    };
}
