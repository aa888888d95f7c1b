namespace Router.Core.Usage;

/// <summary>By what usage is grouped.</summary>
public enum UsageGroup
{
    /// <summary>By tenant.</summary>
    Tenant,

    /// <summary>By team.</summary>
    Team,

    /// <summary>By user.</summary>
    User,

    /// <summary>By client key.</summary>
    Key,

    /// <summary>By the model that was asked for.</summary>
    Model,

    /// <summary>By provider.</summary>
    Provider,

    /// <summary>By the client's session.</summary>
    Session,

    /// <summary>By agent.</summary>
    Agent,
}
