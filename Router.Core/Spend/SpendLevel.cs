namespace Router.Core.Spend;

/// <summary>A level of a tenant's tree.</summary>
public enum SpendLevel
{
    /// <summary>The tenant.</summary>
    Tenant,

    /// <summary>A team.</summary>
    Team,

    /// <summary>A user, with all keys together.</summary>
    User,

    /// <summary>A client key.</summary>
    Key,
}
