using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Access;

/// <summary>What can be done by the admin API and the dashboard.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Operation>))]
public enum Operation
{
    /// <summary>See tenants, teams and users.</summary>
    SeeDirectory,

    /// <summary>Create, rename, suspend and delete tenants.</summary>
    ManageTenants,

    /// <summary>Create, rename, suspend and delete teams.</summary>
    ManageTeams,

    /// <summary>Create, change, suspend and delete users; roles only up to one's own, see <see cref="AccessTable.MayGrant"/>.</summary>
    ManageUsers,

    /// <summary>See keys: names, rules and times, never secrets.</summary>
    SeeKeys,

    /// <summary>Create, change, rotate and revoke keys.</summary>
    ManageKeys,

    /// <summary>Set limits and budgets.</summary>
    ManageBudgets,

    /// <summary>See entries of the vault: names, fingerprints, times, never secrets.</summary>
    SeeVault,

    /// <summary>Put, rotate and delete entries of the vault.</summary>
    ManageVault,

    /// <summary>See usage and spend.</summary>
    SeeUsage,

    /// <summary>See single requests, sessions and live events.</summary>
    SeeRequests,

    /// <summary>See who changed what.</summary>
    SeeAudit,

    /// <summary>See models, and how providers stand.</summary>
    SeeProviders,

    /// <summary>Drain, resume and test providers.</summary>
    OperateProviders,

    /// <summary>Set providers, their base addresses among it: whoever may, decides where prompts and credentials go.</summary>
    SetProviders,

    /// <summary>See how the cache does.</summary>
    SeeCache,

    /// <summary>Clear the cache.</summary>
    ClearCache,

    /// <summary>See, check and reload the configuration.</summary>
    ManageConfiguration,
}
