namespace Router.Api.Tests.Admin.Acts;

/// <summary>What an act is done to.</summary>
internal enum TargetKind
{
    NewTenant,
    Tenant,
    NewTeam,
    Team,
    NewUser,
    User,

    /// <summary>Something new of a user, a key or a secret.</summary>
    NewOfUser,
    Key,
    NewTenantSecret,
    TenantSecret,
    UserSecret,
}
